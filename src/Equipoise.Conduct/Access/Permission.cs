namespace Equipoise.Conduct.Access;

/// <summary>One kind of act in the conduct of a study. Which roles may do it stands in <see cref="PermissionTable"/>, which pages, the API and
/// the documents read alike.</summary>
public enum Permission
{
    /// <summary>Invite people, change their roles, close accounts.</summary>
    ManageAccounts,

    /// <summary>Open a study from a protocol, and move it to an amendment.</summary>
    ManageStudies,

    /// <summary>Add sites and change what is known of them.</summary>
    ManageSites,

    /// <summary>Activate a site, or stop its enrollment.</summary>
    ActivateSites,

    /// <summary>Set up, activate and close randomization schemes.</summary>
    ManageSchemes,

    /// <summary>See which studies run here, their sites and how many take part.</summary>
    ReadStudies,

    /// <summary>Read what was entered about participants.</summary>
    ReadParticipants,

    /// <summary>Record consent, and screen.</summary>
    ScreenParticipants,

    /// <summary>Enter and correct data.</summary>
    EnterData,

    /// <summary>Decide criteria that rest on judgment or attestation.</summary>
    DecideEligibility,

    /// <summary>Sign electronically.</summary>
    Sign,

    /// <summary>Randomize a participant.</summary>
    Randomize,

    /// <summary>Treat: plan, give, delay and stop doses.</summary>
    Treat,

    /// <summary>See which arm a participant is in.</summary>
    ReadAllocations,

    /// <summary>See data of several participants together by arm.</summary>
    ReadArms,

    /// <summary>Ask a site about its data, and close the question.</summary>
    RaiseQueries,

    /// <summary>Answer such a question.</summary>
    AnswerQueries,

    /// <summary>Mark data as compared with their source.</summary>
    VerifySource,

    /// <summary>Freeze and lock forms and participants, and lift it with a reason.</summary>
    LockData,

    /// <summary>Document a protocol deviation.</summary>
    DocumentDeviations,

    /// <summary>Review adverse events of all sites.</summary>
    ReviewSafety,

    /// <summary>Record that a serious adverse event was reported.</summary>
    ReportSeriousEvents,

    /// <summary>Read the audit trail.</summary>
    ReadAudit,

    /// <summary>Take a site's whole casebook away.</summary>
    ExportCasebooks,

    /// <summary>Take the study's data sets away.</summary>
    ExportStudy,

    /// <summary>Show status, sites and enrollment on the public page.</summary>
    Publish,

    /// <summary>Lock the analysis plan, and make its analyses.</summary>
    Analyze,

    /// <summary>Read the open report: how the trial goes on, all arms together.</summary>
    ReadOpenReport,

    /// <summary>Read the closed report: efficacy and safety by arm, before the trial is over.</summary>
    ReadClosedReport,
}
