namespace Equipoise.Conduct.Access;

/// <summary>What somebody is in a study, in the words of ICH E6(R3). What each may do stands in <see cref="PermissionTable"/>.</summary>
public enum Role
{
    /// <summary>Runs the system: invites people, sets up sites. Sees no participant's data.</summary>
    Administrator,

    /// <summary>Answers for the study: opens it and its sites, publishes its status.</summary>
    Sponsor,

    /// <summary>Answers for the participants of a site: decides what rests on judgment, and signs.</summary>
    Investigator,

    /// <summary>Enters a site's data.</summary>
    SiteCoordinator,

    /// <summary>Keeps the data of all sites right: queries, freezing, locking.</summary>
    DataManager,

    /// <summary>Compares a site's data with its source documents.</summary>
    Monitor,

    /// <summary>Sets up and closes randomization schemes; never sees an unused slot.</summary>
    RandomizationStatistician,

    /// <summary>Plans and makes the analysis.</summary>
    TrialStatistician,

    /// <summary>Reads safety data across all sites and arms.</summary>
    SafetyReviewer,

    /// <summary>Reads everything that has happened; changes nothing.</summary>
    Auditor,

    /// <summary>Sits on the independent data monitoring committee (ICH E9 4.5): reads what is prepared for it, by arm; changes nothing.</summary>
    MonitoringCommittee,
}
