using System.Text.Json.Nodes;
using Equipoise.Conduct.Exchange.Odm;
using Equipoise.Conduct.Exchange.Usdm;
using Equipoise.Protocols;
using Equipoise.Protocols.Arms;
using Equipoise.Protocols.Reading;

namespace Equipoise.Conformance.Conduct;

/// <summary>Study definitions that others made, in shared/conduct.</summary>
public sealed class ExchangeReferenceTests
{
    [Fact]
    public void The_pilot_study_of_CDISC_is_read_whole()
    {
        var study = UsdmReader.Read(File.ReadAllBytes(Repository.SharedPathTo("conduct", "usdm-v4-cdisc-pilot.json")));

        (study.Arms.Count, study.Epochs.Count, study.Cells, study.Encounters.Count, study.Activities.Count, study.Criteria.Count, study.Timings.Count, study.Enrollment).ShouldBe((3, 5, 15, 12, 36, 31, 24, 300));
        study.Criteria.ShouldAllBe(criterion => !criterion.Name.Contains("<p") && !criterion.Name.Contains("</") && criterion.Kind.EndsWith("Criteria"));
    }

    [Fact]
    public void A_protocol_file_is_made_of_the_pilot_study_of_CDISC_and_says_what_it_supposes()
    {
        var draft = UsdmImport.Make(UsdmReader.Read(File.ReadAllBytes(Repository.SharedPathTo("conduct", "usdm-v4-cdisc-pilot.json"))));
        var protocol = ProtocolReader.Read(draft.Yaml);
        var design = protocol.Design!;

        (protocol.Study, protocol.Criteria.Count, design.Enrollment, design.Masking).ShouldBe(("NCT12345678", 31, 300, "Double Blind Study"));
        design.Arms.Select(arm => arm.Type).ShouldBe([ArmType.PlaceboComparator, ArmType.ActiveComparator, ArmType.ActiveComparator]);
        // Twelve encounters, four of which have a second instance at home; weeks are counted from the first dose, and 26 weeks after it is the last visit.
        design.Visits.Count.ShouldBe(16);
        design.Visits.Select(visit => visit.When!.Day).ShouldBe([-14, -2, 0, 14, 28, 42, 56, 70, 84, 98, 112, 126, 140, 154, 168, 182]);
        design.Visits.Select(visit => visit.When!.Window.After).Distinct().Order().ShouldBe([0, 3, 4]);
        design.Forms.Count.ShouldBe(36);
        // The definition joins no arm to its patches.
        draft.Notes.Count(note => note.StartsWith("What the arm", StringComparison.Ordinal)).ShouldBe(3);
        draft.Notes.ShouldContain(note => note.Contains("[min_age]", StringComparison.Ordinal));
    }

    [Fact]
    public void What_is_written_has_the_members_that_CDISCs_own_file_has()
    {
        var theirs = Members(JsonNode.Parse(File.ReadAllBytes(Repository.SharedPathTo("conduct", "usdm-v4-cdisc-pilot.json"))));
        var ours = Members(UsdmWriter.Write(ShippedProtocols.Find("NCT07264075")!));

        foreach (var (type, members) in ours)
            members.ShouldBe(theirs[type], ignoreOrder: true, type);
    }

    [Fact]
    public void Metadata_and_data_of_OpenEDC_are_read()
    {
        using var metadata = File.OpenRead(Repository.SharedPathTo("conduct", "odm-1.3.2-metadata.xml"));
        var study = OdmReader.Read(metadata);
        (study.Events.Count, study.Forms.Count, study.Items.Count, study.CodeLists.Count).ShouldBe((3, 5, 28, 4));
        study.Items.Count(item => item.CodeList is not null).ShouldBe(8);
        study.Items.Sum(item => item.Checks.Count).ShouldBe(8);
        study.CodeLists.Sum(list => list.Codes.Count).ShouldBe(24);

        using var data = File.OpenRead(Repository.SharedPathTo("conduct", "odm-1.3.2-clinicaldata.xml"));
        var read = OdmReader.Read(data);
        (read.Subjects, read.Values).ShouldBe((90, 1684));
    }

    private static Dictionary<string, string[]> Members(JsonNode? node) =>
        Objects(node).Where(item => item["instanceType"] is not null).GroupBy(item => item["instanceType"]!.GetValue<string>())
            .ToDictionary(group => group.Key, group => group.SelectMany(item => item.Select(member => member.Key)).Distinct().ToArray());

    private static IEnumerable<JsonObject> Objects(JsonNode? node) => node switch
    {
        JsonObject item => item.Select(member => member.Value).SelectMany(Objects).Prepend(item),
        JsonArray list => list.SelectMany(Objects),
        _ => [],
    };
}
