//! The forms of `env.py` that are met in the wild.
//!
//! Every file here that imports no application was also given to the real Alembic, with engines
//! whose connections only note down: URLs, arguments, external transactions and exceptions are its
//! own. Which transactions are kept was seen on a real server.

use alembic_rs::host::environment::{
    Ending, Fact, Keyword, LoggingFact, SessionAction, StopKind, UrlFact,
};

use super::support::{Project, url};

/// The usual end of a file: `URL` stands for how the engine is made.
fn with_engine(beginning: &str, engine: &str) -> String {
    format!(
        "from alembic import context\n\
         from sqlalchemy import create_engine, engine_from_config, pool\n\
         import os\n\
         config = context.config\n\
         {beginning}\n\
         def online():\n\
         \x20   engine = {engine}\n\
         \x20   with engine.connect() as connection:\n\
         \x20       context.configure(connection=connection, target_metadata=None)\n\
         \x20       with context.begin_transaction():\n\
         \x20           context.run_migrations()\n\
         def offline():\n\
         \x20   url = config.get_main_option('sqlalchemy.url')\n\
         \x20   context.configure(url=url, literal_binds=True, dialect_opts={{'paramstyle': 'named'}})\n\
         \x20   with context.begin_transaction():\n\
         \x20       context.run_migrations()\n\
         if context.is_offline_mode():\n\
         \x20   offline()\n\
         else:\n\
         \x20   online()\n"
    )
}

const FROM_INI: &str = "engine_from_config(config.get_section(config.config_ini_section, {}), \
                        prefix='sqlalchemy.', poolclass=pool.NullPool)";

#[test]
fn the_ini_url_is_taken_untouched() {
    let stock = with_engine(
        "from logging.config import fileConfig\nfileConfig(config.config_file_name)",
        FROM_INI,
    );
    let facts = Project::new(&stock)
        .variable("DATABASE_URL", "postgresql://no/no")
        .facts();
    assert_eq!(facts.stopped, None);
    assert_eq!(facts.unfollowed, []);
    assert_eq!(
        facts.logging,
        LoggingFact::FileConfig {
            disable_existing_loggers: true
        }
    );
    let [run] = facts.runs.as_slice() else {
        panic!("{facts:?}")
    };
    assert_eq!(run.url, UrlFact::FromIni);
    assert_eq!(run.ending, Ending::Alembic);
    assert_eq!(run.configure.literal_binds, Keyword::Default);
    assert_eq!(facts.events.len(), 1);

    let run = Project::new(&stock).offline().run();
    assert_eq!(run.url, UrlFact::FromIni);
    assert_eq!(run.configure.literal_binds, Keyword::Given(true));
    assert_eq!(run.configure.paramstyle, Keyword::Given("named".to_owned()));
}

#[test]
fn an_asynchronous_engine_is_one_too() {
    let run = Project::new(
        "import asyncio\n\
         from alembic import context\n\
         from sqlalchemy import pool\n\
         from sqlalchemy.engine import Connection\n\
         from sqlalchemy.ext.asyncio import async_engine_from_config\n\
         config = context.config\n\
         def do_run(connection: Connection) -> None:\n\
         \x20   context.configure(connection=connection, transaction_per_migration=True)\n\
         \x20   with context.begin_transaction():\n\
         \x20       context.run_migrations()\n\
         async def main() -> None:\n\
         \x20   engine = async_engine_from_config(config.get_section(config.config_ini_section),\n\
         \x20       prefix='sqlalchemy.', poolclass=pool.NullPool)\n\
         \x20   async with engine.connect() as connection:\n\
         \x20       await connection.run_sync(do_run)\n\
         \x20   await engine.dispose()\n\
         asyncio.run(main())\n",
    )
    .run();
    assert_eq!(run.url, UrlFact::FromIni);
    assert_eq!(run.ending, Ending::Alembic);
    assert_eq!(
        run.configure.transaction_per_migration,
        Keyword::Given(true)
    );
}

#[test]
fn environment_variables_are_followed() {
    let file = with_engine(
        "url = os.environ['SHOP_URL']\nconfig.set_main_option('sqlalchemy.url', url.replace('%', '%%'))",
        FROM_INI,
    );
    assert_eq!(
        Project::new(&file)
            .variable("SHOP_URL", "postgresql://u:p%40w@h/shop")
            .url(),
        "postgresql://u:p%40w@h/shop"
    );
    // The same text as in the ini file is the same database.
    assert_eq!(
        Project::new(&file)
            .variable("SHOP_URL", "postgresql://ini/db")
            .url(),
        "ini"
    );

    let missing = Project::new(&file).facts();
    let stop = missing.stopped.unwrap();
    assert_eq!(stop.kind, StopKind::Raised);
    assert_eq!(stop.message, "KeyError: 'SHOP_URL'");
    assert_eq!(stop.origin.line_column().line, 5);

    let fallback = with_engine(
        "url = os.getenv('SHOP_URL') or config.get_main_option('sqlalchemy.url')",
        "create_engine(url, pool_pre_ping=True)",
    );
    assert_eq!(Project::new(&fallback).url(), "ini");
    assert_eq!(
        Project::new(&fallback)
            .variable("SHOP_URL", "postgresql://h/other")
            .url(),
        "postgresql://h/other"
    );
}

#[test]
fn a_url_is_put_together_from_parts() {
    let formatted = with_engine(
        "from urllib.parse import quote_plus\n\
         user, password = os.environ['PGUSER'], quote_plus(os.environ['PGPASSWORD'])\n\
         host = os.environ.get('PGHOST', 'localhost')\n\
         def get_url():\n\
         \x20   return f'postgresql+psycopg2://{user}:{password}@{host}:5432/shop'",
        "create_engine(get_url())",
    );
    let project = Project::new(&formatted)
        .variable("PGUSER", "ann")
        .variable("PGPASSWORD", "p@/ s");
    assert_eq!(
        project.url(),
        "postgresql+psycopg2://ann:p%40%2F+s@localhost:5432/shop"
    );

    let object = with_engine(
        "from sqlalchemy.engine import URL\n\
         url = URL.create('postgresql', username='ann', password='p@s', host='h', port=5433,\n\
         \x20   database='shop', query={'sslmode': 'require'})",
        "create_engine(url.render_as_string(hide_password=False))",
    );
    assert_eq!(
        Project::new(&object).url(),
        "postgresql://ann:p%40s@h:5433/shop?sslmode=require"
    );
}

#[test]
fn arguments_of_the_driver_go_into_the_url() {
    let file = |arguments: &str| {
        with_engine(
            "from shop.tls import tls",
            &format!("create_engine('postgresql://h/db', connect_args={arguments})"),
        )
    };
    let url = |arguments: &str| Project::new(&file(arguments)).url();
    assert_eq!(url("{}"), "postgresql://h/db");
    assert_eq!(
        url("{'statement_cache_size': 0, 'connect_timeout': 10}"),
        "postgresql://h/db"
    );
    assert_eq!(
        url("{'sslmode': 'require', 'options': '-c search_path=ops'}"),
        "postgresql://h/db?options=-c+search_path%3Dops&sslmode=require"
    );
    assert!(url("{'ssl': tls}").starts_with("unknown: create_engine(connect_args={'ssl': …})"));
    assert!(
        url("tls").starts_with("unknown: shop.tls.tls "),
        "{}",
        url("tls")
    );
}

#[test]
fn names_of_a_module_that_is_not_there_are_unknown() {
    let file = with_engine("from shop.settings import *", "create_engine(DATABASE_URL)");
    let url = Project::new(&file).url();
    assert!(
        url.starts_with("unknown: shop.settings.DATABASE_URL "),
        "{url}"
    );
    let file = with_engine("from shop.models import *", FROM_INI);
    assert_eq!(Project::new(&file).url(), "ini");
}

#[test]
fn a_section_may_be_changed_before_it_is_used() {
    let file = with_engine(
        "section = config.get_section(config.config_ini_section)\n\
         section['sqlalchemy.url'] = os.environ.get('SHOP_URL', 'postgresql://fallback/db')",
        "engine_from_config(section, prefix='sqlalchemy.')",
    );
    assert_eq!(Project::new(&file).url(), "postgresql://fallback/db");
    let other = with_engine(
        "",
        "engine_from_config(config.get_section('staging'), prefix='db.')",
    );
    let ini = "[alembic]\nscript_location = migrations\nsqlalchemy.url = postgresql://ini/db\n\
               [staging]\ndb.url = postgresql://staging/db\ndb.echo = true\n";
    assert_eq!(
        Project::new(&other).ini(ini).url(),
        "postgresql://staging/db"
    );
    let x = with_engine(
        "url = context.get_x_argument(as_dictionary=True)['url']",
        "create_engine(url)",
    );
    assert_eq!(
        Project::new(&x).x("url=postgresql://x/db?a=b").url(),
        "postgresql://x/db?a=b"
    );
}

#[test]
fn an_application_that_is_not_there_leaves_the_url_unknown() {
    let forms = [
        "config.set_main_option('sqlalchemy.url', settings.DATABASE_URL)",
        "config.set_main_option('sqlalchemy.url', str(settings.database_url))",
        "config.set_main_option('sqlalchemy.url', settings.url.replace('%', '%%'))",
        "config.set_main_option('sqlalchemy.url', f'postgresql://{settings.user}@h/db')",
        "config.set_main_option('sqlalchemy.url', 'postgresql://' + settings.host + '/db')",
        "config.set_main_option('sqlalchemy.url', 'postgresql://%s/db' % settings.host)",
        "config.set_main_option('sqlalchemy.url', settings.get_url().render_as_string(False))",
    ];
    for form in forms {
        let file = with_engine(
            &format!("from shop.config import settings\n{form}"),
            FROM_INI,
        );
        let run = Project::new(&file).run();
        let UrlFact::Unknown(unknown) = &run.url else {
            panic!("{form}: {run:?}")
        };
        assert!(
            unknown.reason.contains("shop.config"),
            "{form}: {}",
            unknown.reason
        );
        // The rest of the file is followed all the same.
        assert_eq!(run.configure.version_table, Keyword::Default);
    }
}

#[test]
fn a_module_of_the_project_is_followed() {
    let file = with_engine(
        "from shop.config import settings",
        "create_engine(settings.url)",
    );
    let url = Project::new(&file)
        .file("shop/__init__.py", "")
        .file(
            "shop/config.py",
            "import os\nclass Settings:\n    @property\n    def url(self):\n        \
             return os.environ['SHOP_URL']\nsettings = Settings()\n",
        )
        .variable("SHOP_URL", "postgresql://h/shop")
        .url();
    assert_eq!(url, "postgresql://h/shop");
}

#[test]
fn a_file_of_variables_is_read() {
    let file = with_engine(
        "from pathlib import Path\nfrom dotenv import load_dotenv\n\
         load_dotenv(Path(__file__).resolve().parent.parent / 'shop.env')",
        "create_engine(os.environ['SHOP_URL'])",
    );
    let project =
        || Project::new(&file).file("shop.env", "export SHOP_URL='postgresql://h/file'\n");
    assert_eq!(project().url(), "postgresql://h/file");
    assert_eq!(
        project()
            .variable("SHOP_URL", "postgresql://h/process")
            .url(),
        "postgresql://h/process"
    );
    // Found by looking upwards from env.py.
    let found = with_engine(
        "from dotenv import load_dotenv\nload_dotenv()",
        "create_engine(os.environ['SHOP_URL'])",
    );
    let url = Project::new(&found)
        .file(".env", "SHOP_URL=postgresql://h/found\n")
        .url();
    assert_eq!(url, "postgresql://h/found");
}

#[test]
fn a_variable_that_a_file_may_set_is_not_missing() {
    // Whether shop.config loads .env cannot be seen; another database would be wrong.
    let file = with_engine(
        "from shop.config import Base",
        "create_engine(os.environ.get('SHOP_URL', 'postgresql://h/default'))",
    );
    let url = Project::new(&file)
        .file(".env", "SHOP_URL=postgresql://h/file\n")
        .url();
    assert!(url.starts_with("unknown: "), "{url}");
    assert!(url.contains(".env"), "{url}");
}

#[test]
fn flask_migrate_asks_the_application() {
    let facts = Project::new(
        "from flask import current_app\nfrom alembic import context\nconfig = context.config\n\
         def get_engine():\n    return current_app.extensions['migrate'].db.engine\n\
         def get_engine_url():\n    return get_engine().url.render_as_string(hide_password=False)\n\
         config.set_main_option('sqlalchemy.url', get_engine_url())\n\
         def run():\n    conf_args = current_app.extensions['migrate'].configure_args\n\
         \x20   if conf_args.get('process_revision_directives') is None:\n\
         \x20       conf_args['process_revision_directives'] = print\n\
         \x20   with get_engine().connect() as connection:\n\
         \x20       context.configure(connection=connection, version_table='v', **conf_args)\n\
         \x20       with context.begin_transaction():\n            context.run_migrations()\n\
         run()\n",
    )
    .facts();
    let [run] = facts.runs.as_slice() else {
        panic!("{facts:?}")
    };
    assert!(url(run).starts_with("unknown: "), "{run:?}");
    assert_eq!(run.configure.version_table, Keyword::Given("v".to_owned()));
    assert!(run.configure.others.is_some(), "{run:?}");
    assert_eq!(facts.stopped.unwrap().kind, StopKind::NotFollowed);
}

#[test]
fn what_configure_says_is_learnt() {
    let run = Project::new(
        "from alembic import context\nfrom sqlalchemy import create_engine\n\
         SCHEMA = 'ops'\n\
         def applied(**kw): pass\n\
         with create_engine('postgresql://h/db').connect() as connection:\n\
         \x20   context.configure(connection=connection, version_table='shop_version',\n\
         \x20       version_table_schema=SCHEMA, version_table_pk=False, transactional_ddl=False,\n\
         \x20       include_schemas=True, compare_type=True, render_as_batch=True, unheard_of=1,\n\
         \x20       on_version_apply=applied)\n\
         \x20   with context.begin_transaction():\n        context.run_migrations(tenant='a')\n",
    )
    .run();
    let configure = run.configure;
    assert_eq!(
        configure.version_table,
        Keyword::Given("shop_version".to_owned())
    );
    assert_eq!(
        configure.version_table_schema,
        Keyword::Given("ops".to_owned())
    );
    assert_eq!(configure.version_table_pk, Keyword::Given(false));
    assert_eq!(configure.transactional_ddl, Keyword::Given(false));
    assert_eq!(configure.transaction_per_migration, Keyword::Default);
    assert!(configure.on_version_apply.is_some());
    assert_eq!(run.arguments, ["tenant"]);
}

#[test]
fn statements_on_the_connection_are_noted_in_order() {
    let facts = Project::new(
        "from alembic import context\nfrom sqlalchemy import create_engine, text\n\
         engine = create_engine('postgresql://h/db')\n\
         with engine.connect() as connection:\n\
         \x20   connection.execute(text('SET search_path TO ops'))\n\
         \x20   connection.commit()\n\
         \x20   connection.dialect.default_schema_name = 'ops'\n\
         \x20   context.configure(connection=connection)\n\
         \x20   with context.begin_transaction():\n\
         \x20       context.execute('SELECT pg_advisory_xact_lock(1)')\n\
         \x20       context.run_migrations()\n",
    )
    .facts();
    let actions: Vec<_> = facts
        .events
        .iter()
        .map(|event| event.action.clone())
        .collect();
    let known = |text: &str| Fact::Known(text.to_owned());
    assert_eq!(
        actions,
        [
            SessionAction::Execute(known("SET search_path TO ops")),
            SessionAction::Commit,
            SessionAction::DefaultSchema(known("ops")),
            SessionAction::Execute(known("SELECT pg_advisory_xact_lock(1)")),
            SessionAction::Run(0),
        ]
    );
    assert_eq!(facts.runs[0].ending, Ending::Alembic);
    assert!(!facts.runs[0].in_external_transaction);
}

#[test]
fn who_commits_is_learnt() {
    let file = |block: &str| {
        format!(
            "from alembic import context\nfrom sqlalchemy import create_engine, text\n\
             engine = create_engine('postgresql://h/db')\n{block}\n"
        )
    };
    let run = "context.configure(connection=connection)\n    \
               with context.begin_transaction():\n        context.run_migrations()";
    // Something is executed before configure, and nobody commits: all is lost.
    let lost = file(&format!(
        "with engine.connect() as connection:\n    connection.execute(text('SELECT 1'))\n    {run}"
    ));
    let lost = Project::new(&lost).run();
    assert_eq!(
        (lost.ending, lost.in_external_transaction),
        (Ending::RolledBack, true)
    );
    let kept = file(&format!(
        "with engine.connect() as connection:\n    connection.execute(text('SELECT 1'))\n    {run}\n    \
         connection.commit()"
    ));
    assert_eq!(Project::new(&kept).run().ending, Ending::Committed);
    let block = file(&format!("with engine.begin() as connection:\n    {run}"));
    assert_eq!(Project::new(&block).run().ending, Ending::Committed);
    let none = file(
        "with engine.connect() as connection:\n    context.configure(connection=connection)\n    \
         context.run_migrations()",
    );
    assert_eq!(Project::new(&none).run().ending, Ending::RolledBack);
}

#[test]
fn several_databases_are_several_runs() {
    let facts = Project::new(
        "from alembic import context\nfrom sqlalchemy import create_engine\nimport re\n\
         for name in re.split(r',\\s*', context.config.get_main_option('databases', '')):\n\
         \x20   url = context.config.get_section_option(name, 'sqlalchemy.url')\n\
         \x20   with create_engine(url).connect() as connection:\n\
         \x20       context.configure(connection=connection, upgrade_token=f'{name}_upgrades')\n\
         \x20       with context.begin_transaction():\n\
         \x20           context.run_migrations(engine_name=name)\n",
    )
    .ini(
        "[alembic]\nscript_location = migrations\ndatabases = one, two\n\
         [one]\nsqlalchemy.url = postgresql://h/one\n[two]\nsqlalchemy.url = postgresql://h/two\n",
    )
    .facts();
    assert_eq!(facts.stopped, None);
    let urls: Vec<_> = facts.runs.iter().map(url).collect();
    assert_eq!(urls, ["postgresql://h/one", "postgresql://h/two"]);
}

#[test]
fn a_connection_handed_to_the_unknown_is_told() {
    let facts = Project::new(
        &with_engine(
            "from shop.database import prepare",
            "create_engine('postgresql://h/db')",
        )
        .replace(
            "context.configure(connection",
            "prepare(connection); context.configure(connection",
        ),
    )
    .facts();
    assert_eq!(facts.runs.len(), 1);
    let [unfollowed] = facts.unfollowed.as_slice() else {
        panic!("{facts:?}")
    };
    assert!(
        unfollowed.reason.contains("shop.database.prepare"),
        "{}",
        unfollowed.reason
    );
}

#[test]
fn a_naming_convention_of_the_project_is_learnt() {
    let run = Project::new(
        &with_engine(
            "from shop.models import Base",
            "create_engine('postgresql://h/db')",
        )
        .replace("target_metadata=None", "target_metadata=Base.metadata"),
    )
    .file("shop/__init__.py", "")
    .file(
        "shop/models.py",
        "from sqlalchemy import MetaData\nfrom sqlalchemy.orm import declarative_base\n\
         Base = declarative_base(metadata=MetaData(naming_convention={'pk': 'pk_%(table_name)s'}))\n",
    )
    .run();
    assert_eq!(
        run.configure.naming_convention,
        Keyword::Given(vec![("pk".to_owned(), "pk_%(table_name)s".to_owned())])
    );
}

#[test]
fn what_is_not_reached_is_read_off_the_text() {
    let facts = Project::new(
        "from alembic import context\nfrom shop.application import application, engine\n\
         SCHEMA = 'ops'\n\
         @application.in_context\ndef online():\n    with engine.connect() as connection:\n        \
         context.configure(connection=connection, version_table_schema=SCHEMA,\n            \
         version_table=application.table, transaction_per_migration=True)\n        \
         connection.execute('SET ROLE shop')\n        \
         with context.begin_transaction():\n            context.run_migrations()\n\
         def offline():\n    context.configure(url='postgresql://', version_table_schema=SCHEMA,\n        \
         literal_binds=True, dialect_opts={'paramstyle': 'named'})\n    \
         with context.begin_transaction():\n        context.run_migrations()\n\
         offline() if context.is_offline_mode() else online()\n",
    )
    .facts();
    assert_eq!(facts.stopped.as_ref().unwrap().kind, StopKind::NotFollowed);
    let [run] = facts.runs.as_slice() else {
        panic!("{facts:?}")
    };
    assert!(url(run).starts_with("unknown: "), "{run:?}");
    let configure = &run.configure;
    assert_eq!(
        configure.version_table_schema,
        Keyword::Given("ops".to_owned())
    );
    assert_eq!(configure.version_table_pk, Keyword::Default);
    // Computed in one call, disagreed on by two.
    assert!(matches!(configure.version_table, Keyword::Unknown(_)));
    assert!(matches!(
        configure.transaction_per_migration,
        Keyword::Unknown(_)
    ));
    // Of the two calls, the one with a connection is the one online.
    assert_eq!(configure.literal_binds, Keyword::Default);
    let reasons: Vec<_> = facts
        .unfollowed
        .iter()
        .map(|unknown| &unknown.reason)
        .collect();
    assert!(
        reasons
            .iter()
            .any(|reason| reason.starts_with("execute(…) may be called")),
        "{reasons:?}"
    );
}
