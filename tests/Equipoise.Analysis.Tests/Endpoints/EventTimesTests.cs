using System.Globalization;
using Equipoise.Analysis.Endpoints;

namespace Equipoise.Analysis.Tests.Endpoints;

public sealed class EventTimesTests
{
    private static readonly DateOnly Cutoff = Day("2027-06-30");

    [Fact]
    public void A_death_counts_from_randomization_that_day_being_the_first_and_names_its_source()
    {
        var time = Only(new Records().Randomized("FR01-001", "2026-03-01").Entered("FR01-001", "SS", ("DATE", "2026-03-12"), ("STATUS", "DEAD"), ("DEATH", "2026-03-10")));

        time.IsEvent.ShouldBeTrue();
        time.Days.ShouldBe(10);
        time.End.ShouldBe(Day("2026-03-10"));
        (time.SourceDomain, time.SourceField, time.SourceEntry).ShouldBe(("SS", "DEATH", "SS-1"));
    }

    [Fact]
    public void Somebody_alive_is_censored_on_the_last_day_they_were_known_to_be_whichever_form_says_so()
    {
        var time = Only(new Records().Randomized("FR01-001", "2026-03-01")
            .Entered("FR01-001", "SS", ("DATE", "2026-09-01"), ("STATUS", "ALIVE"), ("ALIVE", "2026-09-01"))
            .Entered("FR01-001", "VS", ("DATE", "2026-10-05"), ("WEIGHT", "70")));

        time.IsEvent.ShouldBeFalse();
        time.End.ShouldBe(Day("2026-10-05"));
        time.SourceEntry.ShouldBe("VS-1");
    }

    [Fact]
    public void A_contact_that_reached_nobody_does_not_prove_life_but_the_day_it_tells_does()
    {
        var time = Only(new Records().Randomized("FR01-001", "2026-03-01")
            .Entered("FR01-001", "SS", ("DATE", "2026-12-01"), ("STATUS", "LOST"), ("ALIVE", "2026-07-01")));

        time.End.ShouldBe(Day("2026-07-01"));
        time.SourceField.ShouldBe("ALIVE");
    }

    [Fact]
    public void With_nothing_known_the_time_is_the_day_of_randomization()
    {
        var time = Only(new Records().Randomized("FR01-001", "2026-03-01").Entered("FR01-001", "VS", ("DATE", "2026-02-20"), ("WEIGHT", "70")));

        time.IsEvent.ShouldBeFalse();
        time.Days.ShouldBe(1);
        time.SourceDomain.ShouldBe("DM");
    }

    [Fact]
    public void A_death_after_the_cutoff_was_not_known_on_it()
    {
        var time = Only(new Records().Randomized("FR01-001", "2026-03-01")
            .Entered("FR01-001", "SS", ("DATE", "2027-05-01"), ("STATUS", "ALIVE"))
            .Entered("FR01-001", "SS", ("DATE", "2027-08-01"), ("STATUS", "DEAD"), ("ALIVE", "2027-07-15"), ("DEATH", "2027-07-20")));

        time.IsEvent.ShouldBeFalse();
        time.End.ShouldBe(Cutoff, "a later day known alive shows that they lived on the cutoff");
    }

    [Fact]
    public void A_death_recorded_as_such_counts_and_the_last_record_of_it_corrects_those_before()
    {
        var time = Only(new Records().Randomized("FR01-001", "2026-03-01")
            .Became("FR01-001", "alive", "2026-05-01").Became("FR01-001", "death", "2026-08-01").Became("FR01-001", "death", "2026-08-03"));

        time.End.ShouldBe(Day("2026-08-03"));
        (time.SourceDomain, time.SourceField, time.SourceEntry).ShouldBe(("DS", "death", "DS-3"));
    }

    [Fact]
    public void A_day_recorded_as_known_alive_is_one()
    {
        var time = Only(new Records().Randomized("FR01-001", "2026-03-01").Became("FR01-001", "alive", "2026-05-01").Became("FR01-001", "alive", "2026-04-01"));

        time.IsEvent.ShouldBeFalse();
        time.End.ShouldBe(Day("2026-05-01"));
    }

    [Fact]
    public void What_was_struck_out_does_not_count() =>
        Only(new Records().Randomized("FR01-001", "2026-03-01").Entered("FR01-001", "SS", "struck", ("DATE", "2026-03-12"), ("STATUS", "DEAD"), ("DEATH", "2026-03-10"))).IsEvent.ShouldBeFalse();

    [Fact]
    public void Who_was_randomized_after_the_cutoff_is_not_in_it() =>
        EventTimes.Derive(new Records().Randomized("FR01-001", "2027-07-01").Read(), Records.Survival, Cutoff).ShouldBeEmpty();

    [Fact]
    public void An_endpoint_without_sources_is_refused_in_a_sentence() =>
        Should.Throw<AnalysisException>(() => EventTimes.Derive(new Records().Read(), Records.Survival with { Events = [] }, Cutoff)).Message.ShouldContain("where the day of OS is found");

    [Fact]
    public void The_file_gives_back_what_it_was_made_of_and_is_the_same_bytes_each_time()
    {
        var times = EventTimes.Derive(
            new Records().Randomized("FR01-002", "2026-03-01", "B", "EU, high \"CPS\"").Randomized("FR01-001", "2026-04-01").Entered("FR01-001", "VS", ("DATE", "2026-05-01"), ("WEIGHT", "70")).Read(),
            Records.Survival,
            Cutoff);

        var file = AdtteFile.Write("NCT07264075", times);

        AdtteFile.Read(file).ShouldBe(times);
        AdtteFile.Write("NCT07264075", AdtteFile.Read(file)).ShouldBe(file);
        times.Select(time => time.Participant).ShouldBe(["FR01-001", "FR01-002"]);
    }

    [Fact]
    public void Another_file_is_refused() => Should.Throw<FormatException>(() => AdtteFile.Read("a,b\n1,2\n"u8.ToArray()));

    private static EventTime Only(Records records) => EventTimes.Derive(records.Read(), Records.Survival, Cutoff).ShouldHaveSingleItem();

    private static DateOnly Day(string text) => DateOnly.Parse(text, CultureInfo.InvariantCulture);
}
