using Equipoise.Eligibility.Criteria;
using Equipoise.Eligibility.Reading;

namespace Equipoise.Eligibility.Tests.Reading;

/// <summary>Criteria cut, doubled and mixed at random: nothing breaks, every place is valid, the work is bounded.</summary>
public sealed class FuzzTests
{
    private static readonly string[] Lines =
    [
        "Inclusion Criteria:", "Exclusion Criteria:", "* Age ≥ 18 and < 80 years", "1. ECOG 0-1 (Karnofsky ≥ 60%)", "  a. ANC ≥ 1.5×109/L (1,500/mm3)", "* Total bilirubin ≤ 1.5 × ULN (≤ 3 × ULN if Gilbert syndrome)",
        "* No prior chemotherapy within 4 weeks of randomization, unless 5 half-lives, whichever is longer", "* AST and/or ALT ≤ 2.5 X ULN; for patients with liver metastases ≤ 5 X ULN", "* Malignancy within 5 years except 𝒷asal cell carcinoma",
        "* Stage III-IV melanoma, BRAF V600E or V600K mutation (IHC, NGS)", "* Hypersensitivity (e.g., rash) to cetuximab, paclitaxel", "* NYHA ≥ II or Child-Pugh B or worse", "* Systemic corticosteroids > 10 mg/day prednisone or equivalent within 14 days",
        "* At least 4 weeks since prior chemotherapy (6 weeks for nitrosoureas or mitomycin) and recovered", "* Grade 3-4 neuropathy, progressive or recurrent metastatic cancer for lymphoma in the opinion of the investigator", "* Blood pressure < 140/90 mmHg", "* At least one of the following:", "- 24 hour urine protein < 1.0 g or dipstick ≤ 2+", "10. a.Blood: i.Platelets ≥ 100 x 10⁹/L ii.Hb \\> 9 g/dL b.Kidney: i.CrCl ≥ 50 mL/min",
    ];

    // Each thousand has a random number generator of its own, so that the cases are the same on any number of processors.
    private const int CasesInTurn = 1_000;

    [Fact]
    public void Mutated_criteria_never_break_the_reader() =>
        Parallel.For(0, Thoroughness.Full ? 1_000 : 3, new ParallelOptions { CancellationToken = TestContext.Current.CancellationToken }, turn =>
        {
            var random = new Random(20261122 + turn);
            for (var i = 0; i < CasesInTurn; i++)
                CheckReading(Mutate(string.Join('\n', random.GetItems(Lines, random.Next(1, 6))), random));
        });

    // Compared by hand: an assertion with an expression is compiled anew each time, which takes longer than to read the criterion.
    private static void CheckReading(string text)
    {
        var criteria = CriteriaReader.Read(text, out var steps);

        steps.ShouldBeLessThan((text.Length * 700L) + 20_000, text);
        var ids = new HashSet<string>(StringComparer.Ordinal);
        var spans = criteria.Select(criterion => criterion.Source).ToHashSet();
        foreach (var criterion in criteria)
        {
            if (!ids.Add(criterion.Id))
                Assert.Fail($"Two entries are called {criterion.Id} in: {text}");
            if (!text.AsSpan(criterion.Source.Start..criterion.Source.End).SequenceEqual(criterion.Text))
                Assert.Fail($"{criterion.Id} does not stand at its place in: {text}");
            foreach (var span in criterion.Residue)
            {
                // Within the criterion, or the whole of an entry above it
                if (span.Start >= span.End || !(IsWithin(span, criterion.Source) || (span.End <= criterion.Source.Start && spans.Contains(span))))
                    Assert.Fail($"{criterion.Id} has residue at {span} in: {text}");
            }

            if (criterion.Residue.Count > 0 != (criterion.Evaluability == Evaluability.Partial))
                Assert.Fail($"{criterion.Id} is {criterion.Evaluability} in: {text}");
            if (CriteriaJson.Write(criterion.Tree).Length == 0)
                Assert.Fail($"{criterion.Id} is written as nothing in: {text}");
        }
    }

    private static bool IsWithin(SourceSpan span, SourceSpan whole) => span.Start >= whole.Start && span.End <= whole.End;

    private static string Mutate(string text, Random random)
    {
        for (var times = random.Next(4); times > 0 && text.Length > 4; times--)
        {
            var start = random.Next(text.Length);
            var length = random.Next(1, Math.Min(30, text.Length - start) + 1);
            text = random.Next(4) switch
            {
                0 => text.Remove(start, length),
                1 => text.Insert(start, text.Substring(start, length)),
                2 => text.Insert(start, "()[]≥<,;.:/-\n\t0123x×^µ\uD835\u200B*'\""[random.Next(24)].ToString()),
                _ => text[start..] + text[..start],
            };
        }

        return text;
    }
}
