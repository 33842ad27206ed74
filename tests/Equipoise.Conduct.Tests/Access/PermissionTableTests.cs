using Equipoise.Conduct.Access;

namespace Equipoise.Conduct.Tests.Access;

public sealed class PermissionTableTests
{
    [Fact]
    public void Every_permission_is_given_to_some_role() =>
        Enum.GetValues<Permission>().Where(permission => PermissionTable.RolesWith(permission).Count == 0).ShouldBeEmpty();

    [Fact]
    public void An_auditor_reads_and_changes_nothing() =>
        Enum.GetValues<Permission>().Where(permission => PermissionTable.Gives(Role.Auditor, permission)).ShouldBe(
            [Permission.ReadStudies, Permission.ReadParticipants, Permission.ReadAllocations, Permission.ReadAudit, Permission.ExportCasebooks]);

    [Fact]
    public void Who_runs_the_system_sees_no_participant() =>
        PermissionTable.Gives(Role.Administrator, Permission.ReadParticipants).ShouldBeFalse();

    [Fact]
    public void A_role_for_one_site_holds_there_and_nowhere_else()
    {
        var actor = new Actor("a", "kim", "Kim Berg", [new Grant(Role.Investigator, "FR01")], "test");

        actor.May(Permission.EnterData, "FR01").ShouldBeTrue();
        actor.May(Permission.EnterData, "DE02").ShouldBeFalse();
        actor.May(Permission.EnterData, site: null).ShouldBeFalse();
        actor.MaySomewhere(Permission.EnterData).ShouldBeTrue();
        actor.SitesFor(Permission.EnterData).ShouldBe(["FR01"]);
        actor.SitesFor(Permission.LockData).ShouldBe([]);
    }

    [Fact]
    public void A_role_for_all_sites_holds_for_the_study_as_a_whole()
    {
        var actor = new Actor("a", "kim", "Kim Berg", [new Grant(Role.DataManager)], "test");

        actor.May(Permission.LockData, site: null).ShouldBeTrue();
        actor.May(Permission.LockData, "FR01").ShouldBeTrue();
        actor.SitesFor(Permission.LockData).ShouldBeNull();
    }

    [Fact]
    public void A_token_narrows_its_owner_and_never_widens()
    {
        var actor = new Actor("a", "kim", "Kim Berg", [new Grant(Role.DataManager)], "test") { Limits = new HashSet<Permission> { Permission.RaiseQueries, Permission.Sign } };

        actor.May(Permission.RaiseQueries, "FR01").ShouldBeTrue();
        actor.May(Permission.LockData, "FR01").ShouldBeFalse();
        actor.May(Permission.Sign, "FR01").ShouldBeFalse();
    }
}
