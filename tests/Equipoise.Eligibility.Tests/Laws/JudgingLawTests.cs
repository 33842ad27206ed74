using Equipoise.Eligibility.Criteria;
using Equipoise.Eligibility.Evaluation;
using Equipoise.Eligibility.Facts;
using Equipoise.Eligibility.Matching;
using FsCheck;
using FsCheck.Fluent;

namespace Equipoise.Eligibility.Tests.Laws;

/// <summary>What must hold for any statement and any patient.</summary>
public sealed class JudgingLawTests
{
    private static readonly Config Cases = Thoroughness.Full
        ? Config.QuickThrowOnFailure.WithMaxTest(100_000)
        : Config.QuickThrowOnFailure.WithMaxTest(800).WithReplay(seed: 20261122, gamma: 11);

    [Fact]
    public void To_include_whom_it_holds_for_is_to_exclude_whom_its_opposite_holds_for() =>
        ForAll((tree, patient) => VerdictOf(tree, patient) == VerdictOf(new Not(tree), patient, Polarity.Exclusion));

    [Fact]
    public void Not_twice_is_not_at_all() => ForAll((tree, patient) => VerdictOf(new Not(new Not(tree)), patient) == VerdictOf(tree, patient));

    [Fact]
    public void A_guard_asks_one_thing_where_it_holds_another_where_it_does_not_and_both_must_hold_where_nobody_knows() =>
        Prop.ForAll(AnyCase.Any, AnyCase.Any, (one, other) =>
        {
            var (guard, then, patient) = (one.Tree, other.Tree, one.Patient);
            var otherwise = new Not(then);
            var both = TruthOf(new Given(guard, then, otherwise), patient);
            return TruthOf(guard, patient) switch
            {
                Truth.True => both == TruthOf(then, patient),
                Truth.False => both == TruthOf(otherwise, patient) && TruthOf(new Given(guard, then, null), patient) == Truth.True,
                // "then" and its opposite cannot both hold, nor both fail.
                _ => both == Truth.Unknown,
            };
        }).Check(Cases);

    [Fact]
    public void What_is_said_of_something_else_never_changes_what_is_known() =>
        ForAll((tree, patient) => TruthOf(tree, patient) == TruthOf(tree, patient with
        {
            Values = [.. patient.Values, new ValueFact("psa", 4, "ng/mL", FactDate.On(AnyCase.Today), "x")],
            Conditions = [.. patient.Conditions, new EventFact(["asthma"], Standing.Active, null, null, "x", "asthma")],
            Therapies = [.. patient.Therapies, new EventFact(["antihypertensive therapy"], Standing.Active, null, null, "x", "antihypertensive therapy")],
        }));

    [Fact]
    public void An_older_value_never_changes_what_a_newer_one_decides() =>
        ForAll((tree, patient) =>
        {
            // Undated and imprecise values leave open which is the latest, so only exact days are taken here.
            var dated = patient with { Values = [.. patient.Values.Where(fact => fact.Date is { } date && date.First == date.Last)] };
            var older = dated.Values.GroupBy(fact => fact.Variable, StringComparer.Ordinal)
                .Select(group => group.MinBy(fact => fact.Date!.First)!)
                .Select(fact => fact with { Value = fact.Value + 1, Date = FactDate.On(fact.Date!.First.AddDays(-1)), Source = "older" });
            return TruthOf(tree, dated) == TruthOf(tree, dated with { Values = [.. older, .. dated.Values] });
        });

    [Fact]
    public void The_way_a_unit_or_a_day_is_written_never_changes_a_verdict() =>
        ForAll((tree, patient) => TruthOf(tree, patient) == TruthOf(tree, patient with { Values = [.. patient.Values.Select(Rewritten)], Born = Midnight(patient.Born) }));

    [Fact]
    public void The_order_of_facts_never_changes_a_verdict() =>
        ForAll((tree, patient) => VerdictOf(tree, patient) == VerdictOf(tree, patient with
        {
            Values = [.. patient.Values.Reverse()], Conditions = [.. patient.Conditions.Reverse()], Therapies = [.. patient.Therapies.Reverse()],
        }));

    [Fact]
    public void Many_at_once_are_judged_as_one_by_one() =>
        ForAll((tree, patient) =>
        {
            var criterion = Asking(tree, Polarity.Exclusion);
            var columns = new PatientColumns();
            columns.Add(patient);
            var matched = new Matcher(new CompiledStudies([("S", [criterion])]), AnyCase.Today).Verdicts(columns, 0)[0][0];
            return matched == Judge.Screen([criterion], patient, AnyCase.Today).Criteria[0].Verdict;
        });

    [Fact]
    public void Whatever_is_unknown_says_why() =>
        ForAll((tree, patient) => Judged(tree, patient) is var judged && (judged.Verdict == Verdict.Unknown) == judged.Finding.Reason is not null);

    [Fact]
    public void The_cases_are_varied_enough_for_laws_to_mean_something()
    {
        var seen = AnyCase.Any.Generator.Sample(1000).Select(one => TruthOf(one.Tree, one.Patient)).GroupBy(truth => truth).ToDictionary(group => group.Key, group => group.Count());

        seen[Truth.True].ShouldBeGreaterThan(150);
        seen[Truth.False].ShouldBeGreaterThan(150);
        seen[Truth.Unknown].ShouldBeGreaterThan(150);
    }

    private static void ForAll(Func<CriterionNode, PatientFacts, bool> holds) => Prop.ForAll(AnyCase.Any, one => holds(one.Tree, one.Patient)).Check(Cases);

    private static Criterion Asking(CriterionNode tree, Polarity polarity) => new()
    {
        Id = polarity == Polarity.Inclusion ? "inclusion-1" : "exclusion-1", Polarity = polarity, Text = "", Source = new SourceSpan(0, 0), Evaluability = Evaluability.Computable, Tree = tree,
    };

    private static CriterionVerdict Judged(CriterionNode tree, PatientFacts patient, Polarity polarity = Polarity.Inclusion) => Judge.Screen([Asking(tree, polarity)], patient, AnyCase.Today).Criteria[0];

    private static Verdict VerdictOf(CriterionNode tree, PatientFacts patient, Polarity polarity = Polarity.Inclusion) => Judged(tree, patient, polarity).Verdict;

    private static Truth TruthOf(CriterionNode tree, PatientFacts patient) => Judged(tree, patient).Finding.Truth;

    private static ValueFact Rewritten(ValueFact fact) => fact.Unit switch
    {
        "10*9/L" => fact with { Value = fact.Value * 1000, Unit = "/uL", Date = Midnight(fact.Date) },
        "g/dL" => fact with { Value = fact.Value * 10, Unit = "g/L", Date = Midnight(fact.Date) },
        _ => fact,
    };

    // The same day, written out in full as a day.
    private static FactDate? Midnight(FactDate? date) => date is not null && date.First == date.Last && FactDate.TryParse(date.First.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture), out var again) ? again : date;
}
