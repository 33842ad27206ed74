-- The aliases of a study that changes are replaced: they are found by the study, too.
create index study_alias_by_study on study_alias (study_id);
