CREATE TABLE users (
    id SERIAL NOT NULL, 
    email VARCHAR(254), 
    team_id INTEGER, 
    age INTEGER CONSTRAINT ck_users_age_positive CHECK (age > 0), 
    named INTEGER, 
    CONSTRAINT pk_users PRIMARY KEY (id), 
    CONSTRAINT uq_users_team_id_email UNIQUE (team_id, email), 
    CONSTRAINT uq_given UNIQUE (age), 
    CONSTRAINT uq_final UNIQUE (named), 
    CONSTRAINT uq_users_email UNIQUE (email), 
    CONSTRAINT fk_users_team_id_teams FOREIGN KEY(team_id) REFERENCES teams (id), 
    CONSTRAINT fk_given FOREIGN KEY(named) REFERENCES teams (id)
);

CREATE INDEX ix_users_team_id ON users (team_id);

