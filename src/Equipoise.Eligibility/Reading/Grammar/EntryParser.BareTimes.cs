using Equipoise.Eligibility.Criteria;
using Equipoise.Eligibility.Reading.Lexing;

namespace Equipoise.Eligibility.Reading.Grammar;

/// <summary>Times that no "within" opens: "MAO inhibitors 21 days prior to the study", "no seizures for at least 6 months", "steroids were used in the last three months".</summary>
internal sealed partial class EntryParser
{
    private static readonly WordSet Auxiliaries = WordSet.Of("was", "were", "has", "have", "had", "been", "is", "are");

    private static readonly WordSet GivenWords = WordSet.Of("used", "given", "taken", "administered", "received", "performed", "done", "conducted", "prescribed", "applied", "undertaken", "occurred", "occurring");

    // What lasts, and is not given or had once: how long it did is another question than when.
    private static readonly string[] Lasting = ["stable", "chronic", "continuous", "daily", "long-term", "maintenance", "regular", "current", "regimen", "dose", "prolonged", "persistent", "concurrent"];

    // Times in brackets: of what they stand behind, and of nothing before it
    private readonly List<Window> ownWindows = [];

    // The statement that was read last of what is over: "completed at least 4 weeks before"
    private CriterionNode? over;

    // "steroids or chemotherapy, stopped for more than 4 weeks": neither
    private void DenyTogether(List<CriterionNode> nodes, List<Link> links, List<bool> present)
    {
        if (negations > 0)
            return;
        for (var i = 0; i < links.Count; i++)
        {
            if (links[i] is not Link.Or || !present[i] || !Heads(nodes[i]).TrueForAll(Negated))
                continue;
            // "on a stable regimen, or have not been on any for 30 days": the second's "not" is its own.
            if (ReferenceEquals(nodes[^1], over))
                links[i] = Link.And;
            else
                residue.Add(at.Position - 1);
        }
    }

    // bare-time := (["for"] time before anchor) | "for" (">=" | ">") time | auxiliary* given window
    private CriterionNode? WithBareTime(CriterionNode node)
    {
        if (at.AtEnd || !Heads(node).TrueForAll(head => TimeOf(head) is null && head is Condition or Therapy { Comparison: null }))
            return null;
        var start = at.Position;
        var time = at.Kinds & TimeLeads;
        var found = time != 0 || at.NumberHere is not null || at.Upper(start) is "FOR" ? TimeBefore(node) ?? LongEnough(node) : null;
        found ??= Rewind(start) ? WhenGiven(node) ?? LongAgo(node, start) : null;
        if (found is null)
            at.Position = start;
        return found;
    }

    private static readonly UInt128 TimeLeads = TokenCursor.Bits(WordKind.Number, WordKind.Operator);

    // "stroke (for) 6 months prior to screening": of what is excluded or denied; of what is asked for, that long at least may be meant.
    private CriterionNode? TimeBefore(CriterionNode node)
    {
        var start = at.Position;
        var lasted = at.WordIs("for") && Rewind(start + 1);
        if ((polarity == Polarity.Exclusion || negations > 0 || withouts > 0) && !(lasted && Heads(node).Exists(Lasts)) && TakeTime() is { Unit: { } unit } time &&
            at.Upper(at.Position) is "PRIOR" or "BEFORE" or "PRECEDING" && TakeAnchor() is { } anchor && EndsTime())
            return InWindow(node, new Window(time.Value, unit, Anchor: anchor), exists: true);
        at.Position = start;
        return null;
    }

    // "no chemotherapy for at least 4 weeks (before enrollment)": none within them
    private CriterionNode? LongEnough(CriterionNode node)
    {
        var start = at.Position;
        if (polarity == Polarity.Inclusion && (negations > 0 || withouts > 0) && !DeniesPeople && at.WordIs("for") && Rewind(start + 1) && !Heads(node).Exists(Lasts) &&
            TakeLimits() is [{ Quantity: { IsTime: true, Unit: { } unit } time, Comparison: Comparison.AtLeast or Comparison.Above }])
        {
            var anchor = at.Upper(at.Position) is "PRIOR" or "BEFORE" or "PRECEDING" ? TakeAnchor() : null;
            if (EndsTime())
                return InWindow(node, new Window(time.Value, unit, Anchor: anchor), exists: true);
        }

        at.Position = start;
        return null;
    }

    // "hormone therapy was used in the last three months"
    private CriterionNode? WhenGiven(CriterionNode node)
    {
        while (at.Position < at.Count && Auxiliaries.Contains(at[at.Position].Spelling))
            at.Position++;
        if (at.AtEnd || !GivenWords.Contains(at[at.Position].Spelling))
            return null;
        at.Position++;
        SkipFillers();
        if (TakeWindow() is not { } window || !EndsTime())
            return null;
        // When somebody looked for it is no time of a lesion.
        return Heads(node).TrueForAll(head => head is Condition { Concept: var seen } && (seen.Contains("measurable", StringComparison.Ordinal) || seen.Contains("evaluable", StringComparison.Ordinal))) ? node : InWindow(node, window, exists: true);
    }

    // "no patients who have received steroids for at least 1 year": that they had them so long
    private bool DeniesPeople => at.Upper(0) is "NO" && (at.KindsAt(1) & TokenCursor.Bits(WordKind.Person)) != 0;

    private static readonly WordSet EventWords = WordSet.Of("procedure", "procedures", "operation", "intervention", "pci", "tavi", "tavr", "cabg", "angiography", "catheterization", "catheterisation", "endoscopy", "colonoscopy", "ablation", "angioplasty", "cystectomy", "nephrectomy", "prostatectomy", "hepatectomy", "gastrectomy", "vitrectomy", "arthroplasty", "thrombectomy", "thrombolysis", "biopsy");

    private static readonly WordSet WordsOfEvents = WordSet.Of("planned", "scheduled", "elective", "index", "current", "surgical", "percutaneous", "coronary", "cardiac", "radical", "radiofrequency", "catheter", "endoscopic", "stem", "cell", "bone", "marrow", "hematopoietic", "haematopoietic", "allogeneic", "autologous", "kidney", "renal", "liver", "the", "a", "an", "date", "day", "time", "of", "current", "this", "present", "-", "/");

    private const int LongestEvent = 6;

    // "prior to PCI", "before the planned TAVI procedure", "within 3 months of transplantation", "before this study": what is done on a day, at the end of what is said
    private string? TakeEvent()
    {
        var start = at.Position;
        string? named = null;
        for (var i = start; i < at.Count && i < start + LongestEvent; i++)
        {
            var word = at.Upper(i);
            named = word switch
            {
                "TRANSPLANT" or "TRANSPLANTATION" or "HSCT" or "ASCT" or "SCT" or "BMT" => "transplantation",
                "SURGERY" or "OPERATION" => "surgery",
                "STUDY" or "TRIAL" when at.Upper(i - 1) is "THIS" or "CURRENT" or "PRESENT" or "CLINICAL" => "enrollment",
                _ => EventWords.Contains(at[i].Spelling) ? "procedure" : named,
            };
            if (named is null && !WordsOfEvents.Contains(at[i].Spelling) && at[i].Sign is not '-')
                break;
            if (named is not null && EndsPhraseAt(i + 1))
            {
                at.Position = i + 1;
                return named;
            }
        }

        at.Position = start;
        return null;
    }

    // "last chemotherapy ≥ 3 weeks prior to enrollment": none within them
    private CriterionNode? LongAgo(CriterionNode node, int end)
    {
        at.Position = end;
        if (polarity != Polarity.Inclusion || negations > 0 || node is not Therapy || !at.Is(WordKind.Operator) || !LedByLast(end))
            return null;
        return TakeLimits() is [{ Quantity: { IsTime: true, Unit: { } unit } time, Comparison: Comparison.AtLeast or Comparison.Above }] && at.Upper(at.Position) is "PRIOR" or "BEFORE" && TakeAnchor() is { } anchor && EndsTime()
            ? InWindow(node, new Window(time.Value, unit, Anchor: anchor), exists: false)
            : null;
    }

    private bool LedByLast(int end)
    {
        var first = at.Upper(0) is "THE" ? 1 : 0;
        return end < first + LongestEvent && at.Upper(first) is "LAST";
    }

    private static bool Lasts(CriterionNode head) => head switch
    {
        Therapy { Concept: var therapy } => Array.Exists(Lasting, word => therapy.Contains(word, StringComparison.Ordinal)),
        Condition { Concept: var condition } => Array.Exists(Lasting, word => condition.Contains(word, StringComparison.Ordinal)),
        _ => true,
    };

    private bool EndsTime() => EndsPhrase() || at.Is(WordKind.Except) || at.Is(WordKind.Unless) || at.Is(WordKind.But);
}
