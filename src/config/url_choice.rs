//! Which database: the one rule, as a function of what is known.
//!
//! Never another database than Alembic would have used. `--url` wins. Else the word is `env.py`'s:
//! where it takes the URL of the ini file untouched, the environment is not looked at; where it
//! makes one that can be followed, that is the one; where it cannot be followed, the user must say,
//! by the variable our own section names or by `DATABASE_URL`.

use super::environment::Environment;
use super::error::ConfigError;

/// The variable that is asked where `env.py` cannot be followed and no other is named.
const DATABASE_URL: &str = "DATABASE_URL";

/// What `env.py` does about the URL.
#[derive(Clone, PartialEq, Eq)]
pub enum EnvironmentUrl {
    /// It takes the ini file's `sqlalchemy.url` as it is.
    FromIni,
    /// It gives one that could be followed.
    Given {
        /// The URL.
        url: String,
        /// Where it comes from, for the log line: `env.py:14, environment variable SHOP_URL`.
        how: String,
    },
    /// It gives one that cannot be followed.
    Unknown {
        /// Why, such as "shop.settings is not part of this project".
        reason: String,
        /// The place, as `path:line`.
        place: String,
    },
}

impl std::fmt::Debug for EnvironmentUrl {
    /// Without the URL, which may have a password in it.
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::FromIni => formatter.write_str("FromIni"),
            Self::Given { how, .. } => write!(formatter, "Given({how})"),
            Self::Unknown { reason, place } => write!(formatter, "Unknown({place}: {reason})"),
        }
    }
}

/// Everything the choice depends on.
#[derive(Clone)]
pub struct UrlSources<'a> {
    /// `--url`.
    pub option: Option<&'a str>,
    /// What `env.py` does.
    pub environment_file: &'a EnvironmentUrl,
    /// `sqlalchemy.url` of the ini file, substituted; `None` where the option is missing.
    pub ini_url: Option<&'a str>,
    /// The ini file's name, for messages.
    pub ini_file: &'a str,
    /// The variable that our own section names (`url_from_environment`).
    pub named_variable: Option<&'a str>,
    /// The environment.
    pub environment: &'a Environment,
}

/// A URL and where it was found.
#[derive(Clone, PartialEq, Eq)]
pub struct ChosenUrl {
    /// The URL, with its password.
    pub url: String,
    /// Where it was found, in words, without the URL itself.
    pub source: String,
}

impl std::fmt::Debug for ChosenUrl {
    /// Without the URL, which has a password in it.
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "ChosenUrl({})", self.source)
    }
}

/// Chooses the URL.
///
/// # Errors
/// Where there is none, or it cannot be said which one Alembic would have used.
pub fn choose_url(sources: &UrlSources<'_>) -> Result<ChosenUrl, ConfigError> {
    if let Some(url) = sources.option {
        return chosen(url, "--url".to_owned());
    }
    match sources.environment_file {
        EnvironmentUrl::FromIni => {
            let place = format!("sqlalchemy.url in {}", sources.ini_file);
            match sources.ini_url {
                Some(url) => chosen(url, place),
                None => Err(ConfigError::NoDatabaseUrl(format!(
                    "There is no {place}, and env.py takes the URL from there; set it, or give --url"
                ))),
            }
        }
        EnvironmentUrl::Given { url, how } => chosen(url, how.clone()),
        EnvironmentUrl::Unknown { reason, place } => {
            let variable = sources.named_variable.unwrap_or(DATABASE_URL);
            match sources
                .environment
                .get(variable)
                .filter(|url| !url.is_empty())
            {
                Some(url) => chosen(url, format!("environment variable {variable}")),
                None => Err(ConfigError::NoDatabaseUrl(format!(
                    "The database's URL cannot be read from env.py ({place}: {reason}); give --url \
                     or set the environment variable {variable}"
                ))),
            }
        }
    }
}

/// Whether a URL is the one that Alembic's templates put into a new `alembic.ini`.
pub fn is_placeholder(url: &str) -> bool {
    url.starts_with("driver://")
}

fn chosen(url: &str, source: String) -> Result<ChosenUrl, ConfigError> {
    if url.is_empty() {
        return Err(ConfigError::NoDatabaseUrl(format!(
            "The database's URL is empty ({source}); set it, or give --url"
        )));
    }
    if is_placeholder(url) {
        return Err(ConfigError::NoDatabaseUrl(format!(
            "The database's URL is still the placeholder of Alembic's template, {url} ({source}); \
             set it, or give --url"
        )));
    }
    Ok(ChosenUrl {
        url: url.to_owned(),
        source,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const PLACEHOLDER: &str = "driver://user:pass@localhost/dbname";

    struct Case {
        option: Option<&'static str>,
        environment_file: EnvironmentUrl,
        ini_url: Option<&'static str>,
        named_variable: Option<&'static str>,
    }

    impl Case {
        fn new(environment_file: EnvironmentUrl) -> Self {
            Self {
                option: None,
                environment_file,
                ini_url: Some("postgresql:///ini"),
                named_variable: None,
            }
        }

        fn choose(&self, variables: &[(&str, &str)]) -> Result<(String, String), String> {
            let environment = variables.iter().copied().collect();
            choose_url(&UrlSources {
                option: self.option,
                environment_file: &self.environment_file,
                ini_url: self.ini_url,
                ini_file: "alembic.ini",
                named_variable: self.named_variable,
                environment: &environment,
            })
            .map(|chosen| (chosen.url, chosen.source))
            .map_err(|error| error.to_string())
        }
    }

    fn unknown() -> EnvironmentUrl {
        EnvironmentUrl::Unknown {
            reason: "shop.settings is not part of this project".to_owned(),
            place: "migrations/env.py:12".to_owned(),
        }
    }

    fn given() -> EnvironmentUrl {
        EnvironmentUrl::Given {
            url: "postgresql:///given".to_owned(),
            how: "env.py:14".to_owned(),
        }
    }

    fn found(url: &str, source: &str) -> (String, String) {
        (url.to_owned(), source.to_owned())
    }

    const EVERYWHERE: [(&str, &str); 2] = [
        ("DATABASE_URL", "postgresql:///variable"),
        ("SHOP_URL", "postgresql:///shop"),
    ];

    #[test]
    fn the_option_wins() {
        for facts in [EnvironmentUrl::FromIni, given(), unknown()] {
            let mut case = Case::new(facts);
            case.option = Some("postgresql:///option");
            assert_eq!(
                case.choose(&EVERYWHERE),
                Ok(found("postgresql:///option", "--url"))
            );
        }
    }

    #[test]
    fn an_untouched_ini_url_is_used_and_the_environment_is_not() {
        let mut case = Case::new(EnvironmentUrl::FromIni);
        case.named_variable = Some("SHOP_URL");
        let source = "sqlalchemy.url in alembic.ini";
        assert_eq!(
            case.choose(&EVERYWHERE),
            Ok(found("postgresql:///ini", source))
        );
        case.ini_url = Some(PLACEHOLDER);
        assert_eq!(
            case.choose(&EVERYWHERE),
            Err(
                "The database's URL is still the placeholder of Alembic's template, \
                 driver://user:pass@localhost/dbname (sqlalchemy.url in alembic.ini); set it, or \
                 give --url"
                    .to_owned()
            )
        );
        case.ini_url = Some("");
        assert!(case.choose(&EVERYWHERE).is_err());
        case.ini_url = None;
        assert!(case.choose(&EVERYWHERE).is_err());
    }

    #[test]
    fn a_url_that_could_be_followed_is_used() {
        assert_eq!(
            Case::new(given()).choose(&EVERYWHERE),
            Ok(found("postgresql:///given", "env.py:14"))
        );
    }

    #[test]
    fn where_env_py_cannot_be_followed_the_user_must_say() {
        let mut case = Case::new(unknown());
        assert_eq!(
            case.choose(&EVERYWHERE),
            Ok(found(
                "postgresql:///variable",
                "environment variable DATABASE_URL"
            ))
        );
        let error = case.choose(&[("DATABASE_URL", "")]).unwrap_err();
        assert_eq!(
            error,
            "The database's URL cannot be read from env.py (migrations/env.py:12: shop.settings is \
             not part of this project); give --url or set the environment variable DATABASE_URL"
        );
        case.named_variable = Some("SHOP_URL");
        assert_eq!(
            case.choose(&EVERYWHERE),
            Ok(found("postgresql:///shop", "environment variable SHOP_URL"))
        );
        // The variable that is named is the only one asked.
        assert!(case.choose(&EVERYWHERE[..1]).is_err());
    }
}
