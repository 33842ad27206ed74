using System.Diagnostics;
using System.Formats.Tar;
using System.Text;
using System.Text.Json;
using System.Xml.Linq;
using Equipoise.Registry.Import.Sources;
using Equipoise.Registry.Store;

namespace Equipoise.Registry.Tests.Import.LegacyXml;

/// <summary>Every older record beside the project. The twin on the project's own data is <c>LegacyStudyTests</c>.</summary>
public sealed class RealLegacyXmlTests
{
    /// <summary>What is told in other words, or by a repeat of something else: enum values, dates, numbers, sentences of the
    /// registry.</summary>
    private static readonly HashSet<string> Reworded =
    [
        "download_date", "link_text", "url", "agency_class", "overall_status", "last_known_status", "status", "start_date", "completion_date", "primary_completion_date",
        "phase", "study_type", "has_expanded_access", "allocation", "intervention_model", "primary_purpose", "masking", "observational_model", "time_perspective",
        "arm_group_type", "intervention_type", "gender", "healthy_volunteers", "minimum_age", "maximum_age", "sampling_method", "biospec_retention", "role",
        "verification_date", "responsible_party_type", "sharing_ipd", "ipd_info_type", "has_dmc", "is_fda_regulated_drug", "is_fda_regulated_device", "is_us_export",
        "document_has_protocol", "document_has_icf", "document_has_sap", "document_date", "document_url", "submitted", "returned", "submission_canceled",
        "number_of_arms", "number_of_groups", "scope", "param", "type", "non_inferiority_type", "ci_n_sides", "dispersion_type", "default_assessment", "assessment",
        "pi_employee", "restrictive_agreement", "group_id", "group", "dispersion",
    ];

    [Fact]
    public void Every_real_record_is_mapped_into_the_schema_and_no_text_is_lost()
    {
        using var folder = new TemporaryFolder();
        Unpack(Repository.SharedPathTo("ctgov", "studies", "legacy-xml.tar.xz"), folder.PathTo("all.tar"));
        var sources = new StudySources();
        using var originals = new TarReader(File.OpenRead(folder.PathTo("all.tar")));
        var count = 0;

        foreach (var item in sources.Read(folder.PathTo("all.tar")))
        {
            count++;
            item.Rejection.ShouldBeNull(item.Source);
            item.Form.ShouldBe(StudyForm.Mapped);
            item.Notes.ShouldBeEmpty(item.Source);
            using var record = JsonDocument.Parse(item.Json);
            SchemaCheck.Problems(record.RootElement).ShouldBeEmpty(item.Source);
            LostTexts(NextStudy(originals), record.RootElement).ShouldBeEmpty(item.Source);
        }

        count.ShouldBe(4071);
        sources.Unmapped.Counts.ShouldBeEmpty();
        sources.Meter.PeakBufferedBytes.ShouldBeLessThan(8 * 1024 * 1024);
    }

    private static XElement NextStudy(TarReader originals)
    {
        while (originals.GetNextEntry() is { } entry)
        {
            if (entry.EntryType is TarEntryType.RegularFile or TarEntryType.V7RegularFile)
                return XElement.Load(entry.DataStream!);
        }

        throw new InvalidOperationException("There are more items than files.");
    }

    /// <summary>Texts of elements and attributes whose letters and digits stand nowhere in the record in this order.</summary>
    private static IEnumerable<string> LostTexts(XElement study, JsonElement record)
    {
        var told = new StringBuilder();
        Tell(record, told);
        var all = told.ToString();
        return study.Descendants()
            .Where(element => !element.HasElements && !Reworded.Contains(element.Name.LocalName) && !element.Name.LocalName.Contains("_submitted", StringComparison.Ordinal) && !element.Name.LocalName.EndsWith("_posted", StringComparison.Ordinal))
            .Select(element => (element.Name.LocalName, Text: element.Value))
            .Concat(study.Descendants().Attributes().Where(attribute => attribute.Name.LocalName is not ("type" or "group_id")).Select(attribute => (attribute.Name.LocalName, Text: attribute.Value)))
            .Where(one => !IsSumOfEvents(one.Text) && !all.Contains(Letters(one.Text), StringComparison.Ordinal))
            .Select(one => $"{one.LocalName}: {one.Text}");
    }

    private static bool IsSumOfEvents(string text) => text is "Total" || text.StartsWith("Total, ", StringComparison.Ordinal);

    private static void Tell(JsonElement value, StringBuilder told)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                foreach (var member in value.EnumerateObject())
                    Tell(member.Value, told);
                break;
            case JsonValueKind.Array:
                foreach (var element in value.EnumerateArray())
                    Tell(element, told);
                break;
            default:
                told.Append(Letters(value.ToString())).Append('|');
                break;
        }
    }

    private static string Letters(string text) => string.Concat(text.Where(char.IsLetterOrDigit));

    /// <summary>The framework cannot unpack xz; where the system cannot either, the test is skipped.</summary>
    private static void Unpack(string archive, string target)
    {
        try
        {
            using var xz = Process.Start(new ProcessStartInfo("xz", ["--decompress", "--stdout", archive]) { RedirectStandardOutput = true, UseShellExecute = false })!;
            using (var file = File.Create(target))
                xz.StandardOutput.BaseStream.CopyTo(file);
            xz.WaitForExit();
        }
        catch (System.ComponentModel.Win32Exception)
        {
            Assert.Skip("There is no xz to unpack the archive with.");
        }
    }
}
