using System.Globalization;
using Equipoise.Conduct.Participants;
using Equipoise.Conduct.Quality;
using Equipoise.Conduct.Studies;
using Equipoise.Conduct.Timelines;
using Equipoise.Conduct.Treatment;
using Equipoise.Conduct.Tumors;
using Equipoise.Protocols;
using Equipoise.Web.Analysis.Reports;
using Equipoise.Web.Conduct.Overview;
using Equipoise.Web.Conduct.Overview.Exposure;
using Equipoise.Web.Conduct.Overview.Quality;
using Equipoise.Web.Conduct.Overview.Responses;
using Equipoise.Web.Conduct.Overview.Timeline;

namespace Equipoise.Web.Tests.Conduct;

/// <summary>That what is drawn stands where its values are.</summary>
public sealed class OverviewFigureTests
{
    private static readonly DateOnly Randomized = new(2026, 3, 2);

    [Fact]
    public void The_steps_of_exposure_fall_after_each_number_of_cycles_that_somebody_ended_with()
    {
        // Of 4 treated, all got a cycle, 2 got a second and 1 a third.
        var group = new ArmExposure("A", 5, 4, 1.5, 3, 22, []) { Reached = [4, 2, 1] };
        var plot = new ExposurePlot([group], PlotSizes.Wide);

        plot.Path(group).ShouldBe(Text($"M{plot.Frame.X(0):0.##} {plot.Frame.Y(100):0.##}H{plot.Frame.X(1):0.##}V{plot.Frame.Y(50):0.##}H{plot.Frame.X(2):0.##}V{plot.Frame.Y(25):0.##}H{plot.Frame.X(3):0.##}V{plot.Frame.Y(0):0.##}"));
        (plot.Frame.X(0), plot.Frame.X(3)).ShouldBe((PlotFrame.Left, PlotSizes.Wide - PlotFrame.Right));
        (plot.Frame.Y(100), plot.Frame.Y(0)).ShouldBe((PlotFrame.Top, plot.Frame.Height - PlotFrame.Bottom));
        new ExposurePlot([group], PlotSizes.Narrow).Frame.X(3).ShouldBe(PlotSizes.Narrow - PlotFrame.Right);
        new ExposurePlot([new ArmExposure("A", 1, 0, null, 0, null, [])], PlotSizes.Wide).Path(new ArmExposure("A", 1, 0, null, 0, null, [])).ShouldBeEmpty();
    }

    [Fact]
    public void Bars_of_a_waterfall_go_from_the_largest_growth_to_the_deepest_fall_and_end_at_their_values()
    {
        var plot = new WaterfallPlot([Course("P2", best: -50), Course("P1", best: 140), Course("P3", best: 0), Course("P4", best: null)]);

        plot.Bars.Select(bar => bar.Participant).ShouldBe(["P1", "P3", "P2"]);
        var (grown, still, shrunk) = (plot.Bar(0), plot.Bar(1), plot.Bar(2));
        // What is beyond +100 % ends there.
        (grown.Top, grown.Top + grown.Height).ShouldBe((plot.Y(100), plot.Y(0)));
        still.Height.ShouldBe(1);
        (shrunk.Top, shrunk.Top + shrunk.Height).ShouldBe((plot.Y(0), plot.Y(-50)));
        (plot.Y(-50) - plot.Y(0)).ShouldBe((plot.Y(-100) - plot.Y(0)) / 2, 1e-9);
        grown.X.ShouldBeGreaterThanOrEqualTo(plot.X(0));
        (shrunk.X + shrunk.Width).ShouldBeLessThanOrEqualTo(plot.X(3));
    }

    [Fact]
    public void Lines_of_a_spider_plot_begin_with_no_change_and_go_through_each_assessment_with_a_sum()
    {
        var course = Course("P1", best: -40) with { Points = [Point(42, -40), new ResponsePoint(Randomized.AddDays(84), Response.NotEvaluable, null), Point(126, 130)] };
        var plot = new SpiderPlot([course, Course("P2", best: null)], SpiderPlot.WeeksOf([course]));

        plot.Lines.ShouldBe([course]);
        plot.Weeks.ShouldBe(18);
        plot.Path(course).ShouldBe(Text($"M{plot.X(0):0.##} {plot.Y(0):0.##}L{plot.X(6):0.##} {plot.Y(-40):0.##}L{plot.X(18):0.##} {plot.Y(100):0.##}"));
        plot.X(9).ShouldBe((plot.X(0) + plot.X(18)) / 2, 1e-9);
    }

    [Fact]
    public void A_lane_of_a_swimmer_plot_is_as_long_as_the_months_on_treatment()
    {
        var course = Course("P1", best: -40) with { FirstDose = Randomized, TreatedUntil = Randomized.AddDays(365), DiedOn = Randomized.AddDays(731) };
        var months = SwimmerPlot.LastMonth([course]);
        var plot = new SwimmerPlot([course], months, PlotSizes.Wide);

        // 731 days are 24.02 months of 365.25/12 days.
        months.ShouldBe(25);
        SwimmerPlot.LastMonth([course with { DiedOn = null, Points = [Point(800, -40)] }]).ShouldBe(27);
        (plot.X(course, Randomized), plot.X(course, Randomized.AddDays(-20))).ShouldBe((plot.X(0), plot.X(0)));
        (plot.X(course, course.TreatedUntil!.Value) - plot.X(0)).ShouldBe((plot.X(25) - plot.X(0)) * 365 / (365.25 / 12) / 25, 1e-9);
        (SwimmerPlot.Y(1) - SwimmerPlot.Y(0)).ShouldBe(SwimmerPlot.Lane);
        plot.Ground.ShouldBe(PlotFrame.Top + SwimmerPlot.Lane);
    }

    [Fact]
    public void Bars_of_forms_end_at_their_shares()
    {
        var plot = new VisitPlot([new VisitQuality("CYC", "Cycle", 3, new FormCounts(8, 4, 2))], PlotSizes.Wide);

        VisitPlot.Shares(plot.Visits[0].Forms).ShouldBe((0.5, 0.75));
        VisitPlot.Shares(new FormCounts(0, 0, 0)).ShouldBe((0, 0));
        (plot.X(0), plot.X(1)).ShouldBe((VisitPlot.Left, PlotSizes.Wide - VisitPlot.Right));
        plot.X(0.5).ShouldBe(PlotSizes.Wide / 2.0);
    }

    [Fact]
    public void Events_of_a_timeline_stand_at_their_days_and_those_that_overlap_below_each_other()
    {
        var timeline = Timeline(
            new TimelineEvent(Randomized.AddDays(-10), null, TimelineKind.Milestone, "Consent"),
            Lasting("Rash", 10, 30), Lasting("Anemia", 20, 40), Lasting("Cough", 31, 35), Lasting("Fatigue", 50, null),
            new TimelineEvent(Randomized.AddDays(90), null, TimelineKind.Milestone, "Death"));
        var plot = new TimelinePlot(timeline, PlotSizes.Wide);

        plot.Origin.ShouldBe(Randomized);
        plot.Rows.Select(row => string.Join(' ', row.Select(happened => happened.Title))).ShouldBe(["Rash Cough Fatigue", "Anemia"]);
        // 100 days from the first event to the last; what goes on ends with it.
        (plot.X(-10), plot.X(90)).ShouldBe((112, PlotSizes.Wide - PlotFrame.Right));
        plot.X(Randomized.AddDays(40)).ShouldBe((plot.X(-10) + plot.X(90)) / 2, 1e-9);
        plot.End(timeline.Events[1]).ShouldBe(plot.X(30));
        plot.End(timeline.Events[4]).ShouldBe(plot.X(90));
        plot.Kinds.ShouldBe([TimelineKind.Milestone, TimelineKind.AdverseEvent]);
        plot.Y(TimelineKind.AdverseEvent, 1).ShouldBeGreaterThan(plot.Y(TimelineKind.AdverseEvent));
    }

    private static TimelineEvent Lasting(string term, int from, int? until) => new(Randomized.AddDays(from), null, TimelineKind.AdverseEvent, term)
    {
        Until = until is { } day ? Randomized.AddDays(day) : null, GoesOn = until is null, Grade = 1,
    };

    private static ParticipantTimeline Timeline(params TimelineEvent[] events) => new(
        new Participant { Study = "X", Code = "FR01-001", Site = "FR01", Status = ParticipantStatus.Randomized, ProtocolVersion = "1.0", ScreenedOn = Randomized },
        new Equipoise.Conduct.Sites.Site { Study = "X", Code = "FR01", Name = "Hospital", Region = "EU", Country = "France", TimeZone = "Europe/Paris", Status = "active" },
        new AcceptedProtocol("1.0", "hash", ShippedProtocols.Find("NCT07264075")!), Randomized, "A", false, Randomized.AddDays(100), events);

    private static ResponsePoint Point(int day, decimal change) => new(Randomized.AddDays(day), Response.Stable, change);

    private static ResponseCourse Course(string participant, decimal? best) =>
        new(participant, "FR01", "A", Randomized, null, null, false, null, null, [], best is null ? null : Response.Stable, best);

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
