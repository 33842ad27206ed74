using static Equipoise.Conduct.Access.Permission;
using static Equipoise.Conduct.Access.Role;

namespace Equipoise.Conduct.Access;

/// <summary>Who may do what: the one place where it is written. A permission that nobody is given here nobody has.</summary>
/// <remarks>After ICH E6(R3) 4.2.2 (access by duty) and 21 CFR 11.10(d), (g). No role reads an unused allocation slot, so there is no
/// permission for it.</remarks>
public static class PermissionTable
{
    private static readonly Dictionary<Permission, Role[]> Table = new()
    {
        [ManageAccounts] = [Administrator],
        [ManageStudies] = [Administrator, Sponsor],
        [ManageSites] = [Administrator, Sponsor],
        [ActivateSites] = [Sponsor],
        [ManageSchemes] = [RandomizationStatistician],
        [ReadStudies] = [.. Enum.GetValues<Role>()],
        [ReadParticipants] = [Investigator, SiteCoordinator, DataManager, Role.Monitor, SafetyReviewer, TrialStatistician, Auditor],
        [ScreenParticipants] = [Investigator, SiteCoordinator],
        [EnterData] = [Investigator, SiteCoordinator],
        [DecideEligibility] = [Investigator],
        [Sign] = [Investigator],
        [Permission.Randomize] = [Investigator, SiteCoordinator],
        [Treat] = [Investigator, SiteCoordinator],
        [ReadAllocations] = [Investigator, SiteCoordinator, DataManager, Role.Monitor, SafetyReviewer, Auditor],
        [ReadArms] = [SafetyReviewer, TrialStatistician],
        [RaiseQueries] = [DataManager, Role.Monitor, SafetyReviewer],
        [AnswerQueries] = [Investigator, SiteCoordinator],
        [VerifySource] = [Role.Monitor],
        [LockData] = [DataManager],
        [DocumentDeviations] = [Investigator, SiteCoordinator, DataManager, Role.Monitor],
        [ReviewSafety] = [SafetyReviewer],
        [ReportSeriousEvents] = [Investigator, SiteCoordinator],
        [ReadAudit] = [Investigator, DataManager, Role.Monitor, Auditor],
        [ExportCasebooks] = [Investigator, SiteCoordinator, Auditor],
        [ExportStudy] = [DataManager, TrialStatistician],
        [Publish] = [Sponsor],
        [Analyze] = [TrialStatistician],
        [ReadOpenReport] = [Sponsor, TrialStatistician, MonitoringCommittee, SafetyReviewer],
        [ReadClosedReport] = [TrialStatistician, MonitoringCommittee],
    };

    /// <summary>The roles that have a permission.</summary>
    public static IReadOnlyList<Role> RolesWith(Permission permission) => Table.GetValueOrDefault(permission) ?? [];

    /// <summary>Whether a role has a permission.</summary>
    public static bool Gives(Role role, Permission permission) => RolesWith(permission).Contains(role);
}
