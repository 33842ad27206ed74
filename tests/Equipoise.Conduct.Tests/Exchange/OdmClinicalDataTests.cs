using System.Text;
using System.Xml.Linq;
using Equipoise.Conduct.Exchange.Exports;
using Equipoise.Conduct.Exchange.Odm;
using Equipoise.Conduct.Tests.Exchange.Standards;

namespace Equipoise.Conduct.Tests.Exchange;

public sealed class OdmClinicalDataOnSqliteTests() : OdmClinicalDataTests(new SqliteTestDatabase());

public sealed class OdmClinicalDataOnPostgresTests() : OdmClinicalDataTests(new PostgresTestDatabase());

/// <summary>Clinical data as ODM 1.3.2, as they stand and with every change.</summary>
public abstract class OdmClinicalDataTests(TestDatabase place) : IAsyncLifetime
{
    private static readonly XNamespace Odm = "http://www.cdisc.org/ns/odm/v1.3";
    private ExportedStudy study = null!;

    public async ValueTask InitializeAsync() => study = await ExportedStudy.MakeAsync(place);

    public ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return study.DisposeAsync();
    }

    [Fact]
    public async Task A_snapshot_shows_what_counts_with_the_audit_record_of_its_last_change()
    {
        var file = await study.XmlAsync(ExportFormat.Odm);

        OdmRules.Breaches(file).ShouldBeEmpty();
        file.Attribute("FileType")!.Value.ShouldBe("Snapshot");
        var forms = Subject(file).Descendants(Odm + "FormData").ToList();
        forms.Count(form => Is(form, "F.CM")).ShouldBe(2, "the struck entry is not there");
        var corrected = forms.Single(form => Is(form, "F.VS") && form.Parent!.Attribute("StudyEventOID")!.Value == "SE.UNS");
        corrected.Descendants(Odm + "ItemData").ToDictionary(item => item.Attribute("ItemOID")!.Value, item => item.Attribute("Value")!.Value).ShouldBe(
            new Dictionary<string, string> { ["I.VS.DATE"] = "2026-03-02", ["I.VS.WEIGHT"] = "81", ["I.VS.TEMP"] = "36.6" }, ignoreOrder: true);
        corrected.Element(Odm + "AuditRecord")!.Element(Odm + "ReasonForChange")!.Value.ShouldBe("typed the wrong line");
        forms.Where(form => form.Attribute("FormOID")!.Value.StartsWith("F.STEP", StringComparison.Ordinal)).Select(form => form.Attribute("FormOID")!.Value).ShouldBe(["F.STEP.CONSENT", "F.STEP.ALLOCATION", "F.STEP.DISPOSITION"]);
    }

    [Fact]
    public async Task The_transactions_are_every_change_in_its_order_with_who_where_when_and_why()
    {
        var file = await study.XmlAsync(ExportFormat.OdmTrail);

        OdmRules.Breaches(file).ShouldBeEmpty();
        file.Attribute("FileType")!.Value.ShouldBe("Transactional");
        var subjects = file.Descendants(Odm + "SubjectData").Where(subject => subject.Attribute("SubjectKey")!.Value == study.Randomized).ToList();
        subjects[0].Attribute("TransactionType")!.Value.ShouldBe("Insert");
        var weights = subjects.Descendants(Odm + "ItemData").Where(item => item.Attribute("ItemOID")!.Value is "I.VS.WEIGHT").ToList();
        weights.Select(item => (item.Attribute("TransactionType")!.Value, item.Attribute("Value")!.Value)).ShouldBe([("Insert", "80"), ("Insert", "79.5"), ("Update", "81")]);
        var height = subjects.Descendants(Odm + "ItemData").Last(item => item.Attribute("ItemOID")!.Value is "I.VS.HEIGHT");
        (height.Attribute("TransactionType")!.Value, height.Attribute("Value")).ShouldBe(("Remove", null));
        var removed = subjects.Descendants(Odm + "FormData").Single(form => form.Attribute("TransactionType")!.Value == "Remove");
        (removed.Attribute("FormOID")!.Value, removed.Attribute("FormRepeatKey")!.Value).ShouldBe(("F.CM", "2"));
        var record = removed.Element(Odm + "AuditRecord")!;
        (record.Element(Odm + "UserRef")!.Attribute("UserOID")!.Value, record.Element(Odm + "LocationRef")!.Attribute("LocationOID")!.Value, record.Element(Odm + "ReasonForChange")!.Value).ShouldBe(("U.a-coord-FR01", "L.FR01", "another person's"));
        var trail = (await study.Trial.TrailAsync()).ToDictionary(entry => $"{entry.Trail}/{entry.Number}", entry => entry.At);
        var told = subjects.Descendants(Odm + "AuditRecord").Select(one => (Source: one.Element(Odm + "SourceID")!.Value, At: one.Element(Odm + "DateTimeStamp")!.Value)).ToList();
        told.ShouldAllBe(one => trail[one.Source] == one.At);
        told.Select(one => int.Parse(one.Source.Split('/')[1], System.Globalization.CultureInfo.InvariantCulture)).ShouldBeInOrder();
    }

    [Fact]
    public async Task Whatever_the_data_refer_to_stands_in_the_same_file()
    {
        foreach (var format in new[] { ExportFormat.Odm, ExportFormat.OdmTrail })
        {
            var file = await study.XmlAsync(format);
            HashSet<string> defined = [.. file.Descendants().Attributes("OID").Select(oid => oid.Value)];
            file.Element(Odm + "ClinicalData")!.DescendantsAndSelf().Attributes().Where(attribute => attribute.Name.LocalName.EndsWith("OID", StringComparison.Ordinal)).Select(attribute => attribute.Value).Distinct()
                .Where(oid => !defined.Contains(oid)).ShouldBeEmpty();
            var study1 = OdmReader.Read(new MemoryStream(Encoding.UTF8.GetBytes(file.ToString())));
            foreach (var (visit, forms) in file.Descendants(Odm + "StudyEventData").GroupBy(data => data.Attribute("StudyEventOID")!.Value, data => data.Elements(Odm + "FormData").Select(form => form.Attribute("FormOID")!.Value)).Select(group => (group.Key, group.SelectMany(form => form).Distinct())))
                forms.Except(study1.Events.Single(one => one.Oid == visit).Forms).ShouldBeEmpty(visit);
            study1.Subjects.ShouldBe(2);
        }
    }

    [Fact]
    public async Task Who_may_not_see_arms_gets_none_and_no_file_tells_the_place_of_a_slot()
    {
        (await study.XmlAsync(ExportFormat.Odm, ExportedStudy.WithoutArms)).Descendants(Odm + "ItemData").ShouldAllBe(item => item.Attribute("ItemOID")!.Value != "I.STEP.ALLOCATION.ARM");
        (await study.XmlAsync(ExportFormat.OdmTrail, ExportedStudy.WithoutArms)).Descendants(Odm + "ItemData").ShouldAllBe(item => item.Attribute("ItemOID")!.Value != "I.STEP.ALLOCATION.ARM");
        var seen = await study.XmlAsync(ExportFormat.Odm);
        seen.Descendants(Odm + "ItemData").Where(item => item.Attribute("ItemOID")!.Value.StartsWith("I.STEP.ALLOCATION", StringComparison.Ordinal)).Select(item => item.Attribute("ItemOID")!.Value).ShouldBe(
            ["I.STEP.ALLOCATION.DATE", "I.STEP.ALLOCATION.NUMBER", "I.STEP.ALLOCATION.ARM"]);
    }

    private XElement Subject(XElement file) => file.Descendants(Odm + "SubjectData").Single(subject => subject.Attribute("SubjectKey")!.Value == study.Randomized);

    private static bool Is(XElement form, string oid) => form.Attribute("FormOID")!.Value == oid;
}
