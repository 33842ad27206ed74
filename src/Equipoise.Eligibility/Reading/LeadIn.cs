using System.Buffers;
using Equipoise.Eligibility.Criteria;

namespace Equipoise.Eligibility.Reading;

/// <summary>What the words above a list say about its items.</summary>
/// <param name="Grouping">Whether each item counts or some are enough.</param>
/// <param name="AtLeast">How many are enough.</param>
/// <param name="Negates">The items must not hold: "none of the following".</param>
/// <param name="Allows">The items are exceptions or allowances.</param>
internal sealed record LeadIn(Grouping Grouping, int AtLeast, bool Negates, bool Allows)
{
    /// <summary>As many as there are.</summary>
    public const int EachOfThem = int.MaxValue;

    private static readonly SearchValues<string> OneIsEnough = Phrases(["one of the following", "any of the following", "any one of", "either of the following", "either:", "any of:", "one of:"]);
    private static readonly string[] Counted = ["of", "the following", "risk factor", "criteri", "factor", "feature", "sign", "symptom", "item", "condition"];
    private static readonly SearchValues<string> Negations = Phrases(["none of the following", "must not have", "no history of", "absence of", "without any of", "not have any", "do not have", "does not have", "free of", "no evidence of", "must not be", "may not have", "cannot have", "no known", "must not meet", "may not be"]);
    private static readonly SearchValues<string> LastWords = Phrases(["other than", "excluding", "apart from"]);
    private static readonly SearchValues<string> Allowances = Phrases(["except", "exception", "are allowed", "is allowed", "are permitted", "permitted", "unless", "not be excluded", "not excluded", "are eligible", "may be eligible", "not considered", "allowed"]);

    private static readonly SearchValues<string> Pointers = Phrases(["following", "below", "as follows", "listed", "these criteria"]);
    private static readonly SearchValues<string> AllOfThem = Phrases(["both of the following", "all of the following", "each of the following"]);
    private static readonly SearchValues<string> AnyOfThem = Phrases(["any", "either"]);
    private static readonly SearchValues<string> Exceptions = Phrases(["except", "unless", "but "]);
    private static readonly SearchValues<string> Prohibitions = Phrases(["must not", "may not", "cannot", "should not", "will not", "are not to"]);
    private static readonly SearchValues<string> Washouts = Phrases(["since", "elapsed"]);
    private static readonly SearchValues<string> Risks = Phrases(["risk factor", "risk feature", "poor risk", "high risk", "standard risk", "intermediate risk", "high-risk", "standard-risk"]);
    private static readonly string[] Openings = ["including", "include", "includes", "defined as", "with", "of", "if", "for", "who", "that", "are", "is", "be", "to", "as", "e.g.", "i.e.", "except", "than", "by", "when", "unless", "either", "both", "where", "have", "has", "had", "were", "specially", "specifically", "namely", "criteria", "status", "function"];

    /// <summary>Whether words above a list lead over to it, rather than ask something by themselves: they end in a colon, point at it, or end in the
    /// middle of a sentence.</summary>
    public static bool Announces(ReadOnlySpan<char> text)
    {
        text = text.TrimEnd(" *_");
        if (text.IsEmpty || text[^1] is ':' or ',' or '-' or '–' || Contains(text, Pointers))
            return true;
        foreach (var word in Openings)
        {
            if (text.EndsWith(word, StringComparison.OrdinalIgnoreCase) && (text.Length == word.Length || text[^(word.Length + 1)] == ' '))
                return true;
        }

        return false;
    }

    /// <summary>Whether the first words below a statement take something away from it ("unless due to lymphoma").</summary>
    public static bool GoesOn(ReadOnlySpan<char> first)
    {
        foreach (var word in (string[])["unless", "except", "exception", "or ", "and ", "provided", "but "])
        {
            if (first.StartsWith(word, StringComparison.OrdinalIgnoreCase))
                return true;
        }

        return false;
    }

    public static LeadIn Read(ReadOnlySpan<char> text, Polarity polarity)
    {
        // "In the absence of liver metastases:" says when its items count, and denies none of them.
        var negates = (Contains(text, Negations) || text.StartsWith("no ", StringComparison.OrdinalIgnoreCase)) && !text.StartsWith("in the absence", StringComparison.OrdinalIgnoreCase) && !text.StartsWith("in absence", StringComparison.OrdinalIgnoreCase);
        // "malignancy other than: (a) … (b) …": the words before the list, not some in the middle of a paragraph
        var allows = (Contains(text, Allowances) || Contains(text[^Math.Min(30, text.Length)..], LastWords)) && !AsksOfEverybody(text);
        if (!negates && !allows)
        {
            // Excluded is who has both, not who has one.
            if (polarity == Polarity.Exclusion && Contains(text, AllOfThem) && !Contains(text, AnyOfThem))
                return new LeadIn(Grouping.AtLeast, EachOfThem, Negates: false, Allows: false);
            if (CountsItems(text, ["at least two", "two or more", "at least 2", "2 or more", "two of", "2 of"]))
                return new LeadIn(Grouping.AtLeast, 2, Negates: false, Allows: false);
            if (CountsItems(text, ["at least three", "three or more", "at least 3", "3 or more", "three of", "3 of"]))
                return new LeadIn(Grouping.AtLeast, 3, Negates: false, Allows: false);
            if (polarity == Polarity.Inclusion && (CountsItems(text, ["at least one", "one or more", "at least 1", "1 or more"]) || Contains(text, OneIsEnough)))
                return new LeadIn(Grouping.Any, 1, Negates: false, Allows: false);
        }

        return new LeadIn(Grouping.Each, 1, negates, allows);
    }

    /// <summary>Whether an entry says that nothing is asked: "No patients with asthma will be excluded".</summary>
    public static bool AsksNothing(ReadOnlySpan<char> text)
    {
        text = text.TrimEnd(" .");
        var said = text.EndsWith("not an exclusion criterion", StringComparison.OrdinalIgnoreCase) || text.EndsWith("not exclusion criteria", StringComparison.OrdinalIgnoreCase) ||
            (text.StartsWith("no ", StringComparison.OrdinalIgnoreCase) && text.EndsWith(" will be excluded", StringComparison.OrdinalIgnoreCase));
        return said && !text.ContainsAny(";.:") && !Contains(text, Exceptions);
    }

    /// <summary>Whether they deny what they point at ("none of the following").</summary>
    public static bool Denies(ReadOnlySpan<char> text) => Contains(text, Pointers) && Read(text, Polarity.Inclusion).Negates;

    /// <summary>Whether the words forbid ("must not have"), which below Exclusion is what the section says anyway.</summary>
    public static bool Forbids(ReadOnlySpan<char> text) => Contains(text, Prohibitions);

    // "At least 2 of the following" counts the items; "at least 2 weeks since any of the following" counts weeks.
    private static bool CountsItems(ReadOnlySpan<char> text, string[] phrases)
    {
        foreach (var phrase in phrases)
        {
            var place = text.IndexOf(phrase, StringComparison.OrdinalIgnoreCase);
            if (place < 0)
                continue;
            var next = text[(place + phrase.Length)..].TrimStart(" ()0123456789");
            if (next.IsEmpty || next[0] == ':')
                return true;
            foreach (var word in Counted)
            {
                if (next.StartsWith(word, StringComparison.OrdinalIgnoreCase))
                    return true;
            }
        }

        return false;
    }

    /// <summary>Words above a list that say of its items what no item says itself: a washout ("at least 4 weeks since any of the following:") or
    /// a kind of risk of which some are enough.</summary>
    public static bool TellsOfItems(ReadOnlySpan<char> text, Grouping grouping) =>
        (text.ContainsAnyInRange('0', '9') && Contains(text, Washouts)) || (grouping == Grouping.Each && Contains(text, Risks));

    // "You may be eligible for this study if you:" asks its items of everybody; "patients with brain metastases are eligible if"
    // says what a few are allowed.
    private static bool AsksOfEverybody(ReadOnlySpan<char> text)
    {
        foreach (var verb in (string[])["may be eligible", "are eligible", "will be eligible"])
        {
            var place = text.IndexOf(verb, StringComparison.OrdinalIgnoreCase);
            if (place > 0 && text[..place].Trim().Count(' ') < 2 && !text.Contains("even if", StringComparison.OrdinalIgnoreCase))
                return !text.Contains("also", StringComparison.OrdinalIgnoreCase) && !text.Contains("except", StringComparison.OrdinalIgnoreCase);
        }

        return false;
    }

    private static SearchValues<string> Phrases(params string[] phrases) => SearchValues.Create(phrases, StringComparison.OrdinalIgnoreCase);

    private static bool Contains(ReadOnlySpan<char> text, SearchValues<string> phrases) => text.ContainsAny(phrases);
}
