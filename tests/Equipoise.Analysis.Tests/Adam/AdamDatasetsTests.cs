using Equipoise.Analysis.Adam;
using Equipoise.Analysis.Endpoints;
using Equipoise.Analysis.Tests.Endpoints;

namespace Equipoise.Analysis.Tests.Adam;

/// <summary>ADSL, ADTTE and ADRS of a small study.</summary>
public sealed class AdamDatasetsTests
{
    private static readonly DateOnly Cutoff = new(2026, 12, 31);

    // Required by ADaMIG 1.3, section 3.2 (ADSL) and 3.3 (BDS), and by ADaM BDS for time-to-event 1.0, section 4.
    [Theory]
    [InlineData("ADSL", "STUDYID USUBJID SUBJID SITEID AGE AGEU SEX RACE ARM TRT01P")]
    [InlineData("ADTTE", "STUDYID USUBJID TRT01P PARAM PARAMCD AVAL STARTDT ADT CNSR")]
    [InlineData("ADRS", "STUDYID USUBJID TRT01P PARAM PARAMCD AVALC ADT")]
    public void A_data_set_has_the_variables_that_are_required(string name, string required) =>
        required.Split(' ').Except(Derive(Somebody()).Single(table => table.Dataset.Name == name).Dataset.Columns.Select(column => column.Name)).ShouldBeEmpty();

    [Fact]
    public void Subjects_have_arm_dates_and_states()
    {
        var person = Derive(Somebody().Became("FR01-001", "alive", "2026-03-01").Became("FR01-001", "death", "2026-05-05"))[0].Rows.Single();

        (person["TRT01P"], person["RANDDT"], person["ITTFL"], person["SAFFL"], person["AGE"], person["SEX"], person["EOSSTT"], person["DTHDT"], person["LSTALVDT"]).ShouldBe(
            ("A", new DateOnly(2026, 1, 10), "Y", "Y", (object)60, "M", "DISCONTINUED", new DateOnly(2026, 5, 5), new DateOnly(2026, 3, 1)));
    }

    [Fact]
    public void Times_are_those_of_the_analysis()
    {
        var records = Somebody().Became("FR01-001", "death", "2026-05-05");
        var time = EventTimes.Derive(records.Read(), Records.Survival, Cutoff).Single();

        var row = Derive(records)[1].Rows.Single();

        (row["PARAMCD"], row["AVAL"], row["CNSR"], row["ADT"], row["SRCDOM"], row["SRCID"]).ShouldBe(("OS", (object)time.Days, 0, time.End, time.SourceDomain, time.SourceEntry));
    }

    // 100 mm, then 70 mm (−30 %: PR), then 84 mm (+20 % and +14 mm over the nadir of 70: PD). The best is PR (RECIST 1.1, section 4.3).
    [Fact]
    public void Responses_follow_from_the_lesions_that_were_entered()
    {
        var records = Somebody();
        foreach (var (day, diameter) in new[] { ("2026-01-05", "100"), ("2026-03-01", "70"), ("2026-04-15", "84") })
            records.Entered("FR01-001", "TR", ("DATE", day), ("LESION", "T1"), ("ROLE", "target"), ("SITE", "Lung"), ("NODAL", "N"), ("DIAM", diameter), ("STATE", "measured"));

        Derive(records)[2].Rows.Select(row => (row["PARAMCD"], row["AVALC"], row["ADT"])).ShouldBe(
            [("OVR", "PR", new DateOnly(2026, 3, 1)), ("OVR", "PD", new DateOnly(2026, 4, 15)), ("BOR", "PR", (object)new DateOnly(2026, 3, 1))]);
    }

    private static Records Somebody() => new Records().Randomized("FR01-001", "2026-01-10");

    private static IReadOnlyList<AdamTable> Derive(Records records) => AdamDatasets.Derive(
        records.Read(),
        new Dictionary<string, IReadOnlyDictionary<string, object>> { ["FR01-001"] = new Dictionary<string, object> { ["SEX"] = "M", ["AGE"] = 60, ["AGEU"] = "YEARS", ["RFXSTDTC"] = "2026-01-12" } },
        Cutoff,
        []);
}
