using Equipoise.Statistics.Survival;
using Equipoise.Statistics.Survival.Comparisons;
using Equipoise.Statistics.Survival.Curves;
using Equipoise.Statistics.Survival.Regression;
using FsCheck;
using FsCheck.Fluent;

namespace Equipoise.Statistics.Tests.Survival;

/// <summary>What must hold for any data.</summary>
public sealed class SurvivalLawTests
{
    private static readonly Config Trials = Thoroughness.Full
        ? Config.QuickThrowOnFailure.WithMaxTest(5_000)
        : Config.QuickThrowOnFailure.WithMaxTest(150).WithReplay(seed: 20261122, gamma: 7);

    // Rows of small whole times, so that there are many ties; both groups and an event are there.
    private static readonly Arbitrary<Row[]> AnyRows =
        (from rows in (from time in Gen.Choose(1, 15)
                       from isEvent in Gen.Elements(true, true, false)
                       from isTreated in Gen.Elements(true, false)
                       from x in Gen.Choose(-5, 5)
                       select new Row(time, isEvent, isTreated, x)).ListOf()
         select (Row[])[new Row(1, true, true, 1), new Row(2, true, false, -1), new Row(9, false, true, 0), new Row(9, false, false, 2), .. rows]).ToArbitrary();

    [Fact]
    public void Without_censoring_survival_is_the_share_still_alive() =>
        Prop.ForAll(AnyRows, rows =>
        {
            var times = rows.Select(row => row.Time).ToArray();
            var curve = KaplanMeier.Estimate(new SurvivalData(times, [.. times.Select(_ => true)]));
            return curve.Times.Zip(curve.Survival).All(step => Near(step.Second, (double)times.Count(time => time > step.First) / times.Length));
        }).Check(Trials);

    [Fact]
    public void A_monotone_change_of_the_clock_changes_no_rank_test() =>
        Prop.ForAll(AnyRows, rows => Near(
            LogRank.Test(Data(rows), Arms(rows), weights: new FlemingHarrington(1, 1)).ChiSquared,
            LogRank.Test(Data(rows, time => (time * time * time) + 2), Arms(rows), weights: new FlemingHarrington(1, 1)).ChiSquared)).Check(Trials);

    [Fact]
    public void The_order_of_rows_changes_nothing() =>
        Prop.ForAll(AnyRows, rows =>
        {
            var turned = rows.Reverse().ToArray();
            return Near(LogRank.Test(Data(rows), Arms(rows)).ChiSquared, LogRank.Test(Data(turned), Arms(turned)).ChiSquared)
                && Near(Fit(rows).LogLikelihood, Fit(turned).LogLikelihood);
        }).Check(Trials);

    [Fact]
    public void Exchanging_the_groups_turns_the_sign_and_nothing_else() =>
        Prop.ForAll(AnyRows, rows =>
        {
            var exchanged = rows.Select(row => row with { IsTreated = !row.IsTreated }).ToArray();
            var (one, other) = (LogRank.Test(Data(rows), Arms(rows)), LogRank.Test(Data(exchanged), Arms(exchanged)));
            return Near(one.Score, -other.Score) && Near(one.ChiSquared, other.ChiSquared);
        }).Check(Trials);

    [Fact]
    public void The_log_rank_test_is_the_score_test_of_exact_ties_always_and_of_Breslow_without_ties() =>
        Prop.ForAll(AnyRows, rows =>
        {
            var distinct = rows.Select((row, i) => row with { Time = row.Time + (i / 1000.0) }).ToArray();
            return Near(Fit(rows, TieMethod.Exact, onlyArm: true).ScoreTest, LogRank.Test(Data(rows), Arms(rows)).ChiSquared)
                && Near(Fit(distinct, TieMethod.Breslow, onlyArm: true).ScoreTest, LogRank.Test(Data(distinct), Arms(distinct)).ChiSquared)
                && Near(Fit(distinct, TieMethod.Efron, onlyArm: true).ScoreTest, LogRank.Test(Data(distinct), Arms(distinct)).ChiSquared);
        }).Check(Trials);

    [Fact]
    public void The_unit_of_time_and_of_a_covariate_change_no_model() =>
        Prop.ForAll(AnyRows, rows =>
        {
            var (fit, scaled) = (Fit(rows), Fit([.. rows.Select(row => row with { Time = row.Time * 1e-7, X = 500 + (row.X * 1e6) })]));
            return fit.Infinite.Count > 0 || (Near(fit.LogLikelihood, scaled.LogLikelihood) && Near(fit.Coefficients[1], scaled.Coefficients[1] * 1e6));
        }).Check(Trials);

    [Fact]
    public void A_model_is_the_same_whether_rows_are_said_to_begin_at_0_or_not() =>
        Prop.ForAll(AnyRows, rows => new[] { TieMethod.Efron, TieMethod.Breslow }.All(ties => Enumerable.Range(1, 5).All(width =>
        {
            var (plain, begun) = (Wide(rows, width, ties, []), Wide(rows, width, ties, new double[rows.Length]));
            return plain.Infinite.Count > 0 || (Near(plain.LogLikelihood, begun.LogLikelihood) && Near(plain.ScoreTest, begun.ScoreTest)
                && plain.Coefficients.Zip(begun.Coefficients).All(pair => (double.IsNaN(pair.First) && double.IsNaN(pair.Second)) || Near(pair.First, pair.Second)));
        }))).Check(Trials);

    [Fact]
    public void Every_interval_holds_its_estimate_and_stays_between_0_and_1() =>
        Prop.ForAll(AnyRows, rows =>
        {
            var curve = KaplanMeier.Estimate(Data(rows));
            return Enum.GetValues<ConfidenceType>().All(type =>
            {
                var (lower, upper) = curve.Limits(type, 0.95);
                return Enumerable.Range(0, lower.Length).All(i => double.IsNaN(lower[i]) || (lower[i] >= 0 && lower[i] <= curve.Survival[i] + 1e-12 && upper[i] >= curve.Survival[i] - 1e-12 && upper[i] <= 1));
            });
        }).Check(Trials);

    private static bool Near(double a, double b) => Math.Abs(a - b) <= 1e-7 * Math.Max(1, Math.Abs(b));

    private static SurvivalData Data(Row[] rows, Func<double, double>? clock = null) =>
        new([.. rows.Select(row => clock is null ? row.Time : clock(row.Time))], [.. rows.Select(row => row.IsEvent)]);

    private static Factor Arms(Row[] rows) => Factor.Of("arm", [.. rows.Select(row => row.IsTreated ? "1" : "0")], ["0", "1"]);

    private static CoxFit Fit(Row[] rows, TieMethod ties = TieMethod.Efron, bool onlyArm = false)
    {
        var covariates = new Covariates().Add("arm", [.. rows.Select(row => row.IsTreated ? 1.0 : 0.0)]);
        if (!onlyArm)
            covariates.Add("x", [.. rows.Select(row => row.X)]);
        return CoxRegression.Fit(Data(rows), covariates, new CoxOptions { Ties = ties });
    }

    // Weighted, so that the ties of several have weights of their own.
    private static CoxFit Wide(Row[] rows, int width, TieMethod ties, double[] starts)
    {
        var covariates = new Covariates();
        for (var j = 0; j < width; j++)
            covariates.Add($"x{j}", [.. rows.Select((row, i) => row.X + Math.Sin((i + 1.0) * (j + 2)))]);
        var data = new SurvivalData([.. rows.Select(row => row.Time)], [.. rows.Select(row => row.IsEvent)], starts, [.. rows.Select((_, i) => 1.0 + (i % 3))]);
        return CoxRegression.Fit(data, covariates, new CoxOptions { Ties = ties });
    }

    private sealed record Row(double Time, bool IsEvent, bool IsTreated, double X);
}
