using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using Equipoise.Registry.Reading;
using Equipoise.Registry.Records;
using Equipoise.Registry.Records.Results;
using Equipoise.Registry.Samples;
using Equipoise.Registry.Samples.Synthetic;
using Equipoise.Registry.Schema;

namespace Equipoise.Registry.Tests;

public sealed class SyntheticStudiesTests
{
    private static readonly DateOnly Today = new(2026, 11, 1);
    private static readonly IReadOnlyList<StudyRecord> Studies = [.. SyntheticStudies.Make()];

    [Fact]
    public void They_are_the_same_bytes_on_every_machine()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var study in Studies)
            hash.AppendData(study.Utf8.Span);

        // Whoever changes the generator or its words on purpose writes down the new hash.
        Convert.ToHexStringLower(hash.GetHashAndReset()).ShouldBe("b10f9a9acd68db0362d9a995a14b4683cb0c17b2fd0ee495c99844a852513208");
    }

    [Fact]
    public void Each_is_a_sample_with_an_id_and_a_protocol_number_of_its_own()
    {
        Studies.Count.ShouldBe(SyntheticStudies.Count);
        Studies.ShouldAllBe(study => study.Id.IsSynthetic && study.SampleNote!.Contains("invented"));
        Studies.Select(study => study.Id).ShouldBeUnique();
        Studies.Select(study => study.OfficialTitle).OfType<string>().ShouldBeUnique();
        Studies.ShouldAllBe(study => study.Sponsor!.EndsWith("(invented)"));
        Studies.SelectMany(study => study.Sites).ShouldAllBe(site => site.Facility!.EndsWith("(invented)"));
        SampleStudies.All.Select(study => study.Id).ShouldBeUnique();
        Studies.Select(study => study.Id).ShouldBeSubsetOf(SampleStudies.All.Select(study => study.Id));
    }

    [Fact]
    public void Few_share_a_title() =>
        Studies.Select(study => study.Title).Distinct(StringComparer.Ordinal).Count().ShouldBeGreaterThan(SyntheticStudies.Count * 9 / 10);

    [Fact]
    public void Every_member_is_a_field_of_the_api_and_every_value_one_it_allows()
    {
        foreach (var study in Studies)
        {
            using var json = JsonDocument.Parse(study.Utf8);
            foreach (var member in json.RootElement.EnumerateObject().Where(member => member.Name is not "equipoiseSample"))
                Check(study, member.Value, member.Name);
        }
    }

    [Theory]
    [InlineData("protocolSection.statusModule.overallStatus", "")]
    [InlineData("protocolSection.designModule.studyType", "")]
    [InlineData("protocolSection.designModule.phases", "")]
    [InlineData("protocolSection.designModule.designInfo.allocation", "")]
    [InlineData("protocolSection.designModule.designInfo.interventionModel", "")]
    [InlineData("protocolSection.designModule.designInfo.maskingInfo.masking", "")]
    [InlineData("protocolSection.designModule.designInfo.primaryPurpose", "")]
    [InlineData("protocolSection.designModule.designInfo.observationalModel", "CASE_CROSSOVER DEFINED_POPULATION NATURAL_HISTORY")]
    [InlineData("protocolSection.armsInterventionsModule.interventions.type", "")]
    [InlineData("protocolSection.armsInterventionsModule.armGroups.type", "OTHER")]
    [InlineData("protocolSection.eligibilityModule.sex", "")]
    [InlineData("protocolSection.eligibilityModule.stdAges", "")]
    [InlineData("protocolSection.sponsorCollaboratorsModule.leadSponsor.class", "")]
    [InlineData("protocolSection.ipdSharingStatementModule.ipdSharing", "")]
    [InlineData("protocolSection.contactsLocationsModule.locations.status", "AVAILABLE ENROLLING_BY_INVITATION")]
    public void Every_value_that_a_filter_offers_occurs(string path, string exceptions)
    {
        var found = Studies.SelectMany(study => Values(study, path.Split('.'))).Select(value => value.GetString()!).ToHashSet(StringComparer.Ordinal);

        var missing = RecordSchema.Enums[RecordSchema.FindPath(path)!.EnumType!].Select(value => value.Value).Except(found, StringComparer.Ordinal).ToList();

        missing.ShouldBeSubsetOf(exceptions.Split(' '), string.Join(' ', missing));
    }

    [Fact]
    public void There_are_studies_without_sites_with_one_and_with_more_than_a_hundred_in_many_countries()
    {
        Studies.Count(study => study.Sites.Count == 0).ShouldBeGreaterThan(10);
        Studies.Count(study => study.Sites.Count == 1).ShouldBeGreaterThan(50);
        Studies.Count(study => study.Sites.Count > 100).ShouldBeGreaterThan(3);
        Studies.SelectMany(study => study.Sites).Select(site => site.Country).Distinct(StringComparer.Ordinal).Count().ShouldBeGreaterThan(50);
        Studies.SelectMany(study => study.Sites).ShouldAllBe(site => site.Point != null);
        Studies.Count(study => study.Results != null).ShouldBeInRange(20, 80);
        Studies.Count(study => study.AcceptsHealthyVolunteers == true).ShouldBeInRange(15, 90);
        Studies.Count(study => study.SecondaryIds.Count > 1).ShouldBeGreaterThan(10);
        Studies.Count(study => study.Documents.Count > 0).ShouldBeGreaterThan(20);
        Studies.Count(study => study.References.Count > 1).ShouldBeGreaterThan(20);
        Studies.Count(study => study.Keywords.Count > 0).ShouldBeGreaterThan(200);
    }

    [Fact]
    public void Dates_come_in_their_order_and_fit_the_status()
    {
        foreach (var study in Studies)
        {
            var dates = study.Dates.ToDictionary(date => date.Kind);
            PartialDate? On(StudyDateKind kind) => dates.GetValueOrDefault(kind)?.Date;
            StudyDateKind[] life = [StudyDateKind.Start, StudyDateKind.PrimaryCompletion, StudyDateKind.Completion];
            StudyDateKind[] record = [StudyDateKind.FirstSubmitted, StudyDateKind.FirstPassedReview, StudyDateKind.FirstPosted, StudyDateKind.LastUpdatePosted];
            foreach (var order in (StudyDateKind[][])[life, record, [StudyDateKind.FirstPosted, StudyDateKind.ResultsFirstPosted, StudyDateKind.LastUpdatePosted]])
                order.Select(On).OfType<PartialDate>().ShouldBeInOrder(SortDirection.Ascending, study.Id.ToString());
            record.Select(On).OfType<PartialDate>().ShouldAllBe(date => date.First <= Today, study.Id.ToString());
            life.Where(dates.ContainsKey).ShouldAllBe(kind => (dates[kind].Estimated == true || dates[kind].Date.First <= Today) && dates[kind].Estimated != null, study.Id.ToString());
            switch (study.StatusCode)
            {
                case "NOT_YET_RECRUITING":
                    On(StudyDateKind.Start)!.Last.ShouldBeGreaterThan(Today, study.Id.ToString());
                    break;
                case "RECRUITING" or "ENROLLING_BY_INVITATION" or "ACTIVE_NOT_RECRUITING" or "SUSPENDED":
                    On(StudyDateKind.Start)!.First.ShouldBeLessThan(Today, study.Id.ToString());
                    On(StudyDateKind.Completion)!.Last.ShouldBeGreaterThan(Today, study.Id.ToString());
                    break;
                case "COMPLETED" or "TERMINATED":
                    On(StudyDateKind.Completion)!.First.ShouldBeLessThan(Today, study.Id.ToString());
                    dates[StudyDateKind.Completion].Estimated.ShouldBe(false, study.Id.ToString());
                    break;
            }
        }
    }

    [Fact]
    public void Whatever_stopped_says_why_and_whoever_withdrew_enrolled_nobody()
    {
        foreach (var study in Studies)
        {
            (study.WhyStopped is not null).ShouldBe(study.StatusCode is "TERMINATED" or "WITHDRAWN" or "SUSPENDED", study.Id.ToString());
            if (study.StudyTypeCode is "INTERVENTIONAL" && study.StatusCode is not "WITHHELD")
                (study.Enrollment == 0).ShouldBe(study.StatusCode is "WITHDRAWN", study.Id.ToString());
        }
    }

    [Fact]
    public void Only_a_recruiting_study_has_a_recruiting_site()
    {
        foreach (var study in Studies.Where(study => study.Sites.Count > 0))
            study.Sites.Any(site => site.IsEnrolling).ShouldBe(study.StatusCode is "RECRUITING", study.Id.ToString());
        Studies.Where(study => study.StatusCode is "RECRUITING").ShouldContain(study => study.Sites.Select(site => site.Status).Distinct().Count() > 3);
    }

    [Fact]
    public void Arms_and_interventions_refer_to_each_other()
    {
        foreach (var study in Studies.Where(study => study.ArmGroups.Count > 0))
        {
            study.ArmGroups.Select(arm => arm.Label).ShouldBeUnique();
            study.InterventionDetails.Select(intervention => intervention.ToString()).ShouldBeUnique();
            var fromArms = study.ArmGroups.SelectMany(arm => arm.InterventionNames, (arm, name) => $"{arm.Label} / {name}").Order(StringComparer.Ordinal);
            var fromInterventions = study.InterventionDetails.SelectMany(intervention => intervention.ArmLabels, (intervention, label) => $"{label} / {intervention}").Order(StringComparer.Ordinal);
            fromArms.ShouldBe(fromInterventions, study.Id.ToString());
        }
    }

    [Fact]
    public void Criteria_agree_with_the_structured_age_and_sex()
    {
        foreach (var study in Studies.Where(study => study.EligibilityCriteria is not null))
        {
            var criteria = CriteriaReader.Read(study.EligibilityCriteria!);
            criteria.Sections.Select(section => section.Kind).ShouldBe([CriteriaKind.Inclusion, CriteriaKind.Exclusion], study.Id.ToString());
            AgeDisagreement.FindIn(study, criteria).ShouldBeEmpty(study.Id.ToString());
            if (study.Sex is "Male")
                study.EligibilityCriteria!.ShouldNotContain("Pregnant");
        }

        Studies.ShouldContain(study => study.EligibilityCriteria!.Contains("\n   * "));
        Studies.ShouldContain(study => study.EligibilityCriteria!.Contains("\n   1. "));
    }

    [Fact]
    public void Everyone_who_started_completed_or_has_a_reason()
    {
        foreach (var study in Studies.Where(study => study.Results is not null))
        {
            var period = study.Results!.Flow!.Periods.Single();
            long Of(IReadOnlyList<FlowStep> steps, string? type, string group) =>
                steps.Where(step => type is null || step.Type == type).SelectMany(step => step.Counts).Where(count => count.GroupId == group).Sum(count => Whole(count.Value));
            var groups = study.Results.Flow.Groups.Select(group => group.Id).ToList();
            foreach (var group in groups)
            {
                Of(period.Milestones, "STARTED", group).ShouldBe(Of(period.Milestones, "COMPLETED", group) + Of(period.Milestones, "NOT COMPLETED", group), study.Id.ToString());
                Of(period.Milestones, "NOT COMPLETED", group).ShouldBe(Of(period.Withdrawals, null, group), study.Id.ToString());
            }

            groups.Sum(group => Of(period.Milestones, "STARTED", group)).ShouldBe(study.Enrollment!.Value);
        }
    }

    [Fact]
    public void Counts_of_the_baseline_add_up_in_every_group_and_over_the_groups()
    {
        foreach (var study in Studies.Where(study => study.Results is not null))
        {
            var baseline = study.Results!.Baseline!;
            var sizes = baseline.Denominators.Single().Counts.ToDictionary(count => count.GroupId, count => Whole(count.Value));
            var total = baseline.Groups.Single(group => group.Title is "Total").Id;
            sizes[total].ShouldBe(study.Enrollment!.Value);
            foreach (var measure in baseline.Measures.Where(measure => measure.IsCount))
            {
                var counts = measure.Classes.Single().Categories.SelectMany(category => category.Measurements).ToLookup(count => count.GroupId, count => Whole(count.Value));
                foreach (var (group, size) in sizes)
                    counts[group].Sum().ShouldBe(size, $"{study.Id} {measure.Title}");
                foreach (var category in measure.Classes.Single().Categories)
                    category.Measurements.Where(count => count.GroupId != total).Sum(count => Whole(count.Value)).ShouldBe(category.Measurements.Where(count => count.GroupId == total).Sum(count => Whole(count.Value)));
            }
        }
    }

    [Fact]
    public void Intervals_hold_their_estimates_and_no_count_exceeds_its_group()
    {
        foreach (var study in Studies.Where(study => study.Results is not null))
        {
            foreach (var measure in study.Results!.Outcomes)
            {
                var sizes = measure.Denominators.Single().Counts.ToDictionary(count => count.GroupId, count => Whole(count.Value));
                foreach (var found in measure.Classes.SelectMany(part => part.Categories).SelectMany(category => category.Measurements))
                {
                    if (measure.IsCount)
                        Whole(found.Value).ShouldBeInRange(0, sizes[found.GroupId]);
                    if (found.Lower is not null)
                        Number(found.Value).ShouldBeInRange(Number(found.Lower), Number(found.Upper));
                }

                foreach (var analysis in measure.Analyses)
                {
                    Number(analysis.Estimate).ShouldBeInRange(Number(analysis.ConfidenceLower), Number(analysis.ConfidenceUpper));
                    // The interval leaves out "no difference" exactly where p is below 0.05, but for rounding.
                    var none = analysis.Parameter!.StartsWith("Hazard", StringComparison.Ordinal) ? 1 : 0;
                    var p = analysis.PValue!.StartsWith('<') ? 0 : Number(analysis.PValue);
                    if (p is < 0.045m or > 0.055m)
                        (Number(analysis.ConfidenceLower) > none || Number(analysis.ConfidenceUpper) < none).ShouldBe(p < 0.05m, $"{study.Id} {measure.Title}");
                }
            }
        }

        Studies.Where(study => study.Results is not null).SelectMany(study => study.Results!.Outcomes).SelectMany(measure => measure.Analyses).Count().ShouldBeGreaterThan(10);
    }

    [Fact]
    public void As_many_have_adverse_events_as_the_single_events_allow()
    {
        foreach (var study in Studies.Where(study => study.Results is not null))
        {
            var table = study.Results!.AdverseEvents!;
            foreach (var group in table.Groups)
            {
                foreach (var (sum, events) in new[] { (group.Serious, table.Serious), (group.Other, table.Other) })
                {
                    var counts = events.SelectMany(found => found.Counts).Where(count => count.GroupId == group.Group.Id).ToList();
                    counts.ShouldAllBe(count => count.Affected <= count.AtRisk && count.Events >= count.Affected && count.AtRisk == sum.AtRisk);
                    sum.Affected!.Value.ShouldBeInRange(counts.Max(count => count.Affected ?? 0), counts.Sum(count => count.Affected ?? 0));
                }

                group.Deaths.Affected!.Value.ShouldBeInRange(0, group.Deaths.AtRisk!.Value);
            }
        }
    }

    private static long Whole(string? text) => long.Parse(text!, CultureInfo.InvariantCulture);

    private static decimal Number(string? text) => decimal.Parse(text!, CultureInfo.InvariantCulture);

    private static IEnumerable<JsonElement> Values(StudyRecord study, string[] path)
    {
        IEnumerable<JsonElement> found = [JsonDocument.Parse(study.Utf8).RootElement];
        foreach (var name in path)
            found = found.SelectMany(Items).SelectMany(part => part.TryGetProperty(name, out var value) ? [value] : Array.Empty<JsonElement>());
        return found.SelectMany(Items);
    }

    private static IEnumerable<JsonElement> Items(JsonElement value) => value.ValueKind == JsonValueKind.Array ? value.EnumerateArray() : [value];

    private static void Check(StudyRecord study, JsonElement value, string path)
    {
        var field = RecordSchema.FindPath(path).ShouldNotBeNull($"{study.Id} {path}");
        (value.ValueKind == JsonValueKind.Array).ShouldBe(field.IsList, path);
        foreach (var item in Items(value))
        {
            if (item.ValueKind == JsonValueKind.Object)
            {
                if (field.Type == FieldType.GeoPoint)
                    continue;
                foreach (var member in item.EnumerateObject())
                    Check(study, member.Value, $"{path}.{member.Name}");
                continue;
            }

            IsAllowed(field, item).ShouldBeTrue($"{study.Id} {path}: {item}");
        }
    }

    private static bool IsAllowed(SchemaField field, JsonElement item) => field.Type switch
    {
        FieldType.Boolean => item.ValueKind is JsonValueKind.True or JsonValueKind.False,
        FieldType.WholeNumber => item.TryGetInt64(out var number) && number >= 0,
        FieldType.Enumeration => RecordSchema.Enums[field.EnumType!].Any(value => value.Value == item.GetString()),
        FieldType.Date => PartialDate.TryParse(item.GetString()!.Split('T')[0], out _),
        FieldType.Duration => Age.TryParse(item.GetString(), out _),
        FieldType.Text or FieldType.Markup => item.GetString() is { Length: > 0 } text && (field.MaxLength is not { } most || text.Length <= most) && text.Trim() == text,
        _ => false,
    };
}
