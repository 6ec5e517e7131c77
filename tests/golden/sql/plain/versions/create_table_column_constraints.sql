CREATE TABLE members (
    id SERIAL NOT NULL, 
    email VARCHAR(254) NOT NULL, 
    nick VARCHAR(20), 
    team_id INTEGER NOT NULL, 
    mentor_id INTEGER, 
    age INTEGER CONSTRAINT ck_members_age CHECK (age >= 0), 
    size INTEGER CHECK (size < 10), 
    site_id INTEGER, 
    PRIMARY KEY (id), 
    UNIQUE (email), 
    FOREIGN KEY(team_id) REFERENCES teams (id), 
    CONSTRAINT fk_members_mentor FOREIGN KEY(mentor_id) REFERENCES members (id) ON DELETE SET NULL ON UPDATE CASCADE DEFERRABLE INITIALLY DEFERRED, 
    FOREIGN KEY(site_id) REFERENCES geo.sites (id) MATCH FULL
);

CREATE INDEX ix_members_nick ON members (nick);

