using System.Numerics;
using Equipoise.Eligibility.Criteria;
using Equipoise.Eligibility.Evaluation;
using Equipoise.Eligibility.Facts;

namespace Equipoise.Eligibility.Matching;

/// <summary>Matches many patients with many studies: each different statement is asked once of each patient, and the studies' logic
/// runs over sets of patients.</summary>
/// <remarks>It answers as <see cref="Judge"/> does; why, <see cref="Judge"/> says on demand. Work grows with patients times statements;
/// memory beside the columns is bounded.</remarks>
public sealed class Matcher
{
    // What the statements' truths of one block may take up.
    private const int BlockBytes = 48 * 1024 * 1024;
    private const int MostWords = 128;

    private readonly CompiledStudies studies;
    private readonly DateOnly asOf;
    private readonly SiteRanges ranges;
    private readonly EventRule?[] rules;

    /// <summary>Makes a matcher for a day.</summary>
    /// <param name="studies">The studies.</param>
    /// <param name="asOf">The day judged on, which also stands for every anchor.</param>
    /// <param name="ranges">The site's normal ranges; null for none.</param>
    public Matcher(CompiledStudies studies, DateOnly asOf, SiteRanges? ranges = null)
    {
        (this.studies, this.asOf, this.ranges) = (studies, asOf, ranges ?? SiteRanges.None);
        rules = [.. studies.Statements.Select((statement, place) => RuleOf(statement, studies.PastCounts[place]))];
    }

    /// <summary>Each study's counts, and where asked for each patient's answer.</summary>
    /// <param name="patients">The patients.</param>
    /// <param name="withAnswers">Whether to keep each patient's answer: a byte for each patient and study.</param>
    /// <param name="progress">Told how many more patients are done; null for nobody.</param>
    public IReadOnlyList<StudyMatch> Match(PatientColumns patients, bool withAnswers = false, Action<int>? progress = null)
    {
        var tallies = new Tally[studies.Count];
        for (var i = 0; i < tallies.Length; i++)
            tallies[i] = new Tally(withAnswers ? new Answer[patients.Count] : null);
        EachBlock(patients, (first, count, truths) =>
        {
            var dead = Dead(patients, first, count);
            void Add(int study) => Count(studies.Studies[study], tallies[study], truths, first, count, dead);
            // Of few patients and many studies, the studies are what can be shared out.
            if (patients.Count <= MostWords && studies.Count > 1000)
                Parallel.For(0, studies.Count, Add);
            else
                for (var study = 0; study < studies.Count; study++)
                    Add(study);
            progress?.Invoke(count);
        });
        return [.. studies.Studies.Zip(tallies, (study, tally) => new StudyMatch(study.Id, tally.Ineligible, patients.Count - tally.Ineligible - tally.Open, tally.Open, tally.Answers))];
    }

    /// <summary>The verdict of each criterion of a study, patient by patient.</summary>
    public IReadOnlyList<IReadOnlyList<Verdict>> Verdicts(PatientColumns patients, int study)
    {
        var compiled = studies.Studies[study];
        var verdicts = Enumerable.Range(0, patients.Count).Select(_ => new Verdict[compiled.Criteria.Count]).ToArray();
        EachBlock(patients, (first, count, truths) =>
        {
            for (var criterion = 0; criterion < compiled.Steps.Length; criterion++)
            {
                var isInclusion = compiled.Criteria[criterion].Polarity == Polarity.Inclusion;
                for (var i = 0; i < count; i++)
                {
                    if (compiled.Steps[criterion] is not { } step)
                    {
                        verdicts[first + i][criterion] = Verdict.NotApplicable;
                        continue;
                    }

                    var truth = Logic.Evaluate(step, truths, i >> 6);
                    var (holds, fails) = ((truth.True >> (i & 63) & 1) != 0, (truth.False >> (i & 63) & 1) != 0);
                    verdicts[first + i][criterion] = holds == fails ? Verdict.Unknown : holds == isInclusion ? Verdict.Met : Verdict.NotMet;
                }
            }
        });
        return verdicts;
    }

    // Whoever has died takes part in nothing.
    private ulong[] Dead(PatientColumns patients, int first, int count)
    {
        var dead = new ulong[(count + 63) / 64];
        for (var i = 0; i < count; i++)
        {
            if (patients.Died[first + i] <= asOf.DayNumber)
                dead[i >> 6] |= 1ul << (i & 63);
        }

        return dead;
    }

    private static void Count(CompiledStudy study, Tally tally, TruthTable truths, int first, int count, ulong[] dead)
    {
        var (ineligible, undecided) = (0, 0);
        var asks = study.Asked.AsSpan();
        for (var word = 0; word < truths.Words; word++)
        {
            var (failed, open) = (dead[word], 0ul);
            foreach (ref readonly var asked in asks)
            {
                var truth = asked.Statement >= 0 ? Logic.Statement(asked.Statement, truths, word) : Logic.Evaluate(asked.Step, truths, word);
                if (asked.Decides)
                    failed |= asked.IsInclusion ? truth.False : truth.True;
                open |= truth.Settleable;
            }

            // The last word may be longer than the patients.
            var here = Math.Min(64, count - (word * 64));
            var mask = here == 64 ? ulong.MaxValue : (1ul << here) - 1;
            (failed, open) = (failed & mask, open & mask & ~failed);
            ineligible += BitOperations.PopCount(failed);
            undecided += BitOperations.PopCount(open);
            for (var i = 0; tally.Answers is { } answers && i < here; i++)
                answers[first + (word * 64) + i] = (failed >> i & 1) != 0 ? Answer.Ineligible : (open >> i & 1) != 0 ? Answer.Open : Answer.EligibleAsFarAsComputable;
        }

        tally.Add(ineligible, undecided);
    }

    private void EachBlock(PatientColumns patients, Action<int, int, TruthTable> work)
    {
        if (patients.Count == 0)
            return;
        // Many statements speak of the same concepts.
        var bearings = new Dictionary<(EventColumn, string?, string?), EventBearing?[]>();
        StatementColumn?[] columns = [.. studies.Statements.Select((statement, place) => ColumnOf(statement, rules[place], patients, bearings))];
        var size = 64 * Math.Min(Math.Clamp(BlockBytes / Math.Max(1, columns.Length * 24), 1, MostWords), (patients.Count + 63) / 64);
        Parallel.For(0, (patients.Count + size - 1) / size, block =>
        {
            var first = block * size;
            var count = Math.Min(size, patients.Count - first);
            var truths = new TruthTable(columns.Length, (count + 63) / 64);
            for (var statement = 0; statement < columns.Length; statement++)
                columns[statement]?.Fill(truths, statement, first, count);
            work(first, count, truths);
        });
    }

    private StatementColumn? ColumnOf(CriterionNode statement, EventRule? rule, PatientColumns patients, Dictionary<(EventColumn, string?, string?), EventBearing?[]> bearings)
    {
        return statement switch
        {
            Measurement or PerformanceStatus => new ValueStatementColumn(statement, patients, asOf, ranges),
            AgeLimit leaf => new AgeColumn(leaf, patients, asOf),
            Circumstance leaf => new CircumstanceColumn(leaf, patients, asOf),
            Condition leaf => Events(leaf.Exists, patients.Conditions, patients.AllConditions),
            AllOf { Of: [Therapy, ..] } => Events(exists: true, patients.Therapies, patients.AllTherapies),
            AllOf => Events(exists: true, patients.Conditions, patients.AllConditions),
            Therapy { Comparison: null } leaf => Events(leaf.Exists, patients.Therapies, patients.AllTherapies),
            Therapy leaf => new EventStatementColumn(rule!, truth => leaf.Exists ? CountedTherapy.Holds(leaf, truth) : Not(CountedTherapy.Holds(leaf, truth)), patients.Therapies, EventStatementColumn.Bearings(rule!, patients.Therapies), patients.AllTherapies, patients, asOf),
            // How long somebody will live, nobody can say by program.
            _ => null,
        };

        EventStatementColumn Events(bool exists, EventColumn events, List<Claim?> complete)
        {
            Func<Truth, Truth> says = exists ? truth => truth : Not;
            if (rule!.HasExceptions)
                return new EventStatementColumn(rule, says, events, EventStatementColumn.Bearings(rule, events), complete, patients, asOf);
            var key = (events, rule.Concept, rule.Purpose?.Name);
            if (!bearings.TryGetValue(key, out var kinds))
                bearings.Add(key, kinds = EventStatementColumn.Bearings(rule, events));
            return new EventStatementColumn(rule, says, events, kinds, complete, patients, asOf);
        }
    }

    private static Truth Not(Truth truth) => Truth.True - (int)truth;

    private EventRule? RuleOf(CriterionNode statement, bool pastCounts) => statement switch
    {
        Condition leaf => EventRule.Of(leaf, [], asOf, pastCounts),
        AllOf { Of: [Condition head, var rest] } => EventRule.Of(head, ExceptedEvents.Conditions(rest)!, asOf, pastCounts),
        AllOf { Of: [Therapy head, var rest] } => EventRule.Of(head, ExceptedEvents.Therapies(rest)!, asOf),
        Therapy leaf => EventRule.Of(leaf, [], asOf),
        _ => null,
    };

    private sealed class Tally(Answer[]? answers)
    {
        private int ineligible;
        private int open;

        public int Ineligible => ineligible;

        public int Open => open;

        public Answer[]? Answers { get; } = answers;

        public void Add(int moreIneligible, int moreOpen)
        {
            Interlocked.Add(ref ineligible, moreIneligible);
            Interlocked.Add(ref open, moreOpen);
        }
    }
}
