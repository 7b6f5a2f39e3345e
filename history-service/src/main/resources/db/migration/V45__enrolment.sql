-- The enrolment whose tags a server was given, so that they are given once.
ALTER TABLE server ADD COLUMN enrolment text;
