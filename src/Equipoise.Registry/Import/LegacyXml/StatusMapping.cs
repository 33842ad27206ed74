namespace Equipoise.Registry.Import.LegacyXml;

/// <summary>Where the study stands, and its dates.</summary>
internal static class StatusMapping
{
    public static RecordObject Map(LegacyElement study)
    {
        // The newer form has no day of quality control for an update; it is the day of submission in all but a few.
        study.TakeRepeats("last_update_submitted_qc", said => string.Equals(said, study.Take("last_update_submitted")?.Trim(), StringComparison.Ordinal));
        return new RecordObject()
            .Date("statusVerifiedDate", study.One("verification_date"))
            .Value("overallStatus", "Status", study.One("overall_status"))
            .Value("lastKnownStatus", "Status", study.One("last_known_status"))
            .YesNo("delayedPosting", study.One("delayed_posting"))
            .Markup("whyStopped", study.Take("why_stopped"))
            .Put("expandedAccessInfo", new RecordObject().YesNo("hasExpandedAccess", study.One("has_expanded_access")))
            .DateStruct("startDateStruct", study.One("start_date"))
            .DateStruct("primaryCompletionDateStruct", study.One("primary_completion_date"))
            .DateStruct("completionDateStruct", study.One("completion_date"))
            .Date("studyFirstSubmitDate", study.One("study_first_submitted"))
            .Date("studyFirstSubmitQcDate", study.One("study_first_submitted_qc"))
            .DateStruct("studyFirstPostDateStruct", study.One("study_first_posted"))
            .Date("resultsFirstSubmitDate", study.One("results_first_submitted"))
            .Date("resultsFirstSubmitQcDate", study.One("results_first_submitted_qc"))
            .DateStruct("resultsFirstPostDateStruct", study.One("results_first_posted"))
            .Date("dispFirstSubmitDate", study.One("disposition_first_submitted"))
            .Date("dispFirstSubmitQcDate", study.One("disposition_first_submitted_qc"))
            .DateStruct("dispFirstPostDateStruct", study.One("disposition_first_posted"))
            .Date("lastUpdateSubmitDate", study.One("last_update_submitted"))
            .DateStruct("lastUpdatePostDateStruct", study.One("last_update_posted"));
    }
}
