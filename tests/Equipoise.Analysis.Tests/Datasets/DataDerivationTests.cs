using System.Globalization;
using Equipoise.Analysis.Datasets;
using Equipoise.Analysis.Endpoints;
using Equipoise.Analysis.Tests.Endpoints;

namespace Equipoise.Analysis.Tests.Datasets;

public sealed class DataDerivationTests
{
    private static readonly DateOnly Cutoff = Day("2027-06-30");

    [Fact]
    public void Progression_counts_from_randomization_and_names_the_entries_it_was_derived_from()
    {
        // 50 mm at baseline, 30 at the nadir; 37 is 23 % and 7 mm more (RECIST 1.1, 4.3.1).
        var time = Time("PFS", Followed().Measured("FR01-001", "2026-04-12", 30).Measured("FR01-001", "2026-05-24", 37));

        time.IsEvent.ShouldBeTrue();
        (time.Start, time.End).ShouldBe((Day("2026-03-01"), Day("2026-05-24")));
        (time.SourceDomain, time.SourceField, time.SourceEntry).ShouldBe(("TR", "progression", "TR-3"));
    }

    [Fact]
    public void Death_without_progression_is_an_event_and_the_last_adequate_assessment_censors()
    {
        var dead = Time("PFS", Followed().Measured("FR01-001", "2026-04-12", 45).Became("FR01-001", "death", "2026-08-01"));
        var alive = Time("PFS", Followed().Measured("FR01-001", "2026-04-12", 45).Became("FR01-001", "alive", "2026-12-01"));
        var unseen = Time("PFS", Followed());

        (dead.IsEvent, dead.End).ShouldBe((true, Day("2026-08-01")));
        (alive.IsEvent, alive.End).ShouldBe((false, Day("2026-04-12")));
        (unseen.IsEvent, unseen.Days).ShouldBe((false, 1));
    }

    [Fact]
    public void What_was_assessed_after_the_cutoff_is_not_known_on_it()
    {
        var time = Time("PFS", Followed().Measured("FR01-001", "2027-06-01", 45).Measured("FR01-001", "2027-07-10", 90));

        (time.IsEvent, time.End).ShouldBe((false, Day("2027-06-01")));
    }

    [Fact]
    public void The_duration_of_response_runs_from_the_response_and_only_for_those_who_had_one()
    {
        var responded = Derive(Followed().Measured("FR01-001", "2026-04-12", 30).Measured("FR01-001", "2026-05-24", 20).Measured("FR01-001", "2026-07-05", 40)).Times.Single(time => time.Parameter == "DOR");
        var stable = Derive(Followed().Measured("FR01-001", "2026-04-12", 48)).Times;

        (responded.IsEvent, responded.Start, responded.End).ShouldBe((true, Day("2026-04-12"), Day("2026-07-05")));
        stable.ShouldNotContain(time => time.Parameter == "DOR");
    }

    [Fact]
    public void The_best_response_stands_with_the_participant() =>
        Derive(Followed().Measured("FR01-001", "2026-04-12", 30).Measured("FR01-001", "2026-07-05", 60)).Subjects.ShouldHaveSingleItem().BestResponse.ShouldBe("PR");

    [Fact]
    public void Sets_are_the_rules_of_the_plan()
    {
        var plan = Records.Plan("all: [randomized, treated-as-allocated, {without_deviation: {important: true}}]", "all: [randomized, assessed, {with: {form: PS, field: ECOG, op: \"<=\", value: \"1\"}}, {without: {form: AE, field: GRADE, op: \"=\", value: \"5\"}}]");
        var records = new Records().Failed("FR01-000", "2026-02-01")
            .Randomized("FR01-001", "2026-03-01").Measured("FR01-001", "2026-02-20", 50).Measured("FR01-001", "2026-04-12", 50).Entered("FR01-001", "PS", ("DATE", "2026-02-20"), ("ECOG", "1"))
            .Randomized("FR01-002", "2026-03-01").Measured("FR01-002", "2026-02-20", 50).Entered("FR01-002", "PS", ("DATE", "2026-02-20"), ("ECOG", "1"))
            .Randomized("FR01-003", "2027-07-15");

        var subjects = DataDerivation.Derive(records.Read(), plan, Cutoff).Subjects;

        subjects.Select(subject => $"{subject.Code}: {string.Join(' ', subject.Sets)}").ShouldBe(["FR01-000: SCR", "FR01-001: SCR ITT PP", "FR01-002: SCR ITT"]);
        subjects[0].HasFailed.ShouldBeTrue();
    }

    [Fact]
    public void Whoever_has_an_important_deviation_by_the_cutoff_is_not_in_the_per_protocol_set()
    {
        Records Treated(string code) => new Records().Randomized(code, "2026-03-01", "C").Dosed(code, "PEM", 1, "2026-03-02", "200");

        Sets(Treated("FR01-001")).ShouldBe("SCR ITT SAF PP");
        Sets(Treated("FR01-001").Deviated("FR01-001", "2026-04-01", "eligibility")).ShouldBe("SCR ITT SAF");
        Sets(Treated("FR01-001").Deviated("FR01-001", "2026-04-01", "visit", isImportant: false)).ShouldBe("SCR ITT SAF PP");
        Sets(Treated("FR01-001").Deviated("FR01-001", "2026-04-01", "eligibility", status: "void")).ShouldBe("SCR ITT SAF PP");
        Sets(Treated("FR01-001").Deviated("FR01-001", "2027-07-01", "eligibility")).ShouldBe("SCR ITT SAF PP");

        static string Sets(Records records) => string.Join(' ', Derive(records).Subjects.ShouldHaveSingleItem().Sets);
    }

    [Fact]
    public void A_set_may_ask_for_deviations_of_some_categories_alone()
    {
        var plan = Records.Plan("{without_deviation: {important: true}}", "{without_deviation: {categories: [treatment, eligibility]}}");
        var records = new Records().Randomized("FR01-001", "2026-03-01", "C").Dosed("FR01-001", "PEM", 1, "2026-03-02", "200").Deviated("FR01-001", "2026-03-05", "visit");

        DataDerivation.Derive(records.Read(), plan, Cutoff).Subjects.ShouldHaveSingleItem().Sets.ShouldContain("PP");
        DataDerivation.Derive(records.Deviated("FR01-001", "2026-03-05", "treatment", isImportant: false).Read(), plan, Cutoff).Subjects.ShouldHaveSingleItem().Sets.ShouldNotContain("PP");
    }

    [Fact]
    public void Doses_that_were_given_are_exposure_and_those_left_out_or_after_the_cutoff_are_none()
    {
        var data = Derive(new Records().Randomized("FR01-001", "2026-03-01", "C")
            .Dosed("FR01-001", "PEM", 1, "2026-03-02", "200").Dosed("FR01-001", "PEM", 2, "2026-03-23", amount: null, status: "MISSED").Dosed("FR01-001", "PEM", 3, "2026-04-13", "200").Dosed("FR01-001", "PEM", 4, "2027-07-04", "200"));

        var row = data.Exposure.ShouldHaveSingleItem();
        (row.Treatment, row.Doses, row.Missed, row.Amount, row.Unit, row.First, row.Last).ShouldBe(("PEM", 2, 1, 400m, "mg", Day("2026-03-02"), Day("2026-04-13")));
        // Two full doses in three intervals of three weeks.
        row.RelativeDoseIntensity!.Value.ShouldBe(2.0 / 3, 1e-6);
        (data.Subjects[0].TreatedArm, data.Subjects[0].DoseDays).ShouldBe(("C", 2));
    }

    [Fact]
    public void An_event_is_treatment_emergent_from_the_first_dose_until_thirty_days_after_the_last()
    {
        var records = new Records().Randomized("FR01-001", "2026-03-01", "C").Dosed("FR01-001", "PEM", 1, "2026-03-10", "200");
        foreach (var day in new[] { "2026-03-09", "2026-03-10", "2026-04-09", "2026-04-10" })
            records.Entered("FR01-001", "AE", ("TERM", day), ("GRADE", "2"), ("START", day), ("SER", "N"), ("RELPEM", day is "2026-03-10" ? "YES" : "NO"));

        var events = Derive(records).Events;

        events.Where(one => one.IsTreatmentEmergent).Select(one => one.Term).ShouldBe(["2026-03-10", "2026-04-09"]);
        events.Where(one => one.IsRelated).Select(one => one.Term).ShouldBe(["2026-03-10"]);
    }

    [Fact]
    public void Variables_are_the_strata_as_used_and_what_was_measured_until_randomization()
    {
        var plan = Records.Plan("variables: [] ", "variables: [{code: WT, form: VS, field: WEIGHT, cuts: [60, 80]}]");
        var records = new Records().Randomized("FR01-001", "2026-03-01").Entered("FR01-001", "VS", ("DATE", "2026-01-01"), ("WEIGHT", "80"));

        var subject = DataDerivation.Derive(records.Read(), plan, Cutoff).Subjects.ShouldHaveSingleItem();

        subject.Variables["WT"].ShouldBe("80 or more");
        subject.Variables["CPS"].ShouldBe("HIGH");
    }

    [Fact]
    public void Adverse_events_until_the_cutoff_are_listed()
    {
        var data = Derive(Followed().Entered("FR01-001", "AE", ("TERM", "Fatigue, severe"), ("GRADE", "3"), ("START", "2026-05-01"), ("SER", "Y")).Entered("FR01-001", "AE", ("TERM", "Rash"), ("GRADE", "1"), ("START", "2027-07-01"), ("SER", "N")));

        data.Events.ShouldHaveSingleItem().ShouldBe(new ReportedEvent("FR01-001", "Fatigue, severe", 3, Day("2026-05-01"), true, "AE-1"));
    }

    [Fact]
    public void The_archive_gives_back_what_it_was_made_of_and_is_the_same_bytes_each_time()
    {
        var data = Derive(Followed().Measured("FR01-001", "2026-04-12", 30).Failed("FR01-000", "2026-02-01").Entered("FR01-001", "AE", ("TERM", "Fatigue, \"severe\""), ("GRADE", "3"), ("START", "2026-05-01"), ("SER", "Y")));

        var file = StudyDataFile.Write(data);
        var again = StudyDataFile.Read(file, data.Study, Cutoff);

        again.Times.ShouldBe(data.Times);
        again.Events.ShouldBe(data.Events);
        again.Subjects.Select(subject => subject with { Sets = [], Variables = data.Subjects[0].Variables }).ShouldBe(data.Subjects.Select(subject => subject with { Sets = [], Variables = data.Subjects[0].Variables }));
        again.Subjects.SelectMany(subject => subject.Sets).ShouldBe(data.Subjects.SelectMany(subject => subject.Sets));
        again.Subjects[1].Variables.ShouldBe(data.Subjects[1].Variables);
        StudyDataFile.Write(again).ShouldBe(file);
    }

    [Fact]
    public void A_cut_from_before_there_were_archives_is_still_read()
    {
        var times = Derive(Followed()).Times;

        var data = StudyDataFile.Read(AdtteFile.Write("NCT07264075", times), "NCT07264075", Cutoff);

        data.TimesOf("OS", Records.Plan().PrimarySet).Count.ShouldBe(1);
        Should.Throw<FormatException>(() => StudyDataFile.Read("a,b\n"u8.ToArray(), "X", Cutoff));
    }

    private static Records Followed() => new Records().Randomized("FR01-001", "2026-03-01", "B").Measured("FR01-001", "2026-02-20", 50);

    private static StudyData Derive(Records records) => DataDerivation.Derive(records.Read(), Records.Plan(), Cutoff);

    private static EventTime Time(string parameter, Records records) => Derive(records).Times.Single(time => time.Parameter == parameter);

    private static DateOnly Day(string text) => DateOnly.Parse(text, CultureInfo.InvariantCulture);
}
