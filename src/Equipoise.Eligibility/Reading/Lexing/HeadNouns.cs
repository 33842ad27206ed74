using System.Collections.Frozen;
using Equipoise.Eligibility.Terminology;

namespace Equipoise.Eligibility.Reading.Lexing;

/// <summary>What a noun at the end of a name says of the thing that is named.</summary>
internal enum HeadKind
{
    /// <summary>Nothing is known of it.</summary>
    Unknown,

    /// <summary>A finding or disease, also by itself: "fistula".</summary>
    Condition,

    /// <summary>A finding or disease, with a word of its own before it: "psychiatric concern".</summary>
    ConditionOf,

    /// <summary>A treatment or procedure, also by itself: "inhaler".</summary>
    Therapy,

    /// <summary>A treatment or procedure, with a word of its own before it: "hip surgery".</summary>
    TherapyOf,

    /// <summary>People, places, papers, times, abilities and whatever else nobody has or is given as a disease or treatment.</summary>
    Neither,
}

/// <summary>Tells by the noun that a name ends in, or by the noun's ending, whether the name is a condition's or a treatment's (<c>heads.tsv</c>).</summary>
internal static class HeadNouns
{
    private const int ShortestWithEnding = 7;

    private static readonly FrozenDictionary<string, HeadKind>.AlternateLookup<ReadOnlySpan<char>> Kinds =
        TerminologyTable.Read("heads.tsv").ToFrozenDictionary(row => row[0], row => row[1] switch
        {
            "condition" => HeadKind.Condition,
            "condition of" => HeadKind.ConditionOf,
            "therapy" => HeadKind.Therapy,
            "therapy of" => HeadKind.TherapyOf,
            _ => HeadKind.Neither,
        }, StringComparer.OrdinalIgnoreCase).GetAlternateLookup<ReadOnlySpan<char>>();

    private static readonly string[] ConditionEndings =
    [
        "itis", "osis", "iasis", "emia", "aemia", "oma", "opathy", "algia", "uria", "penia", "plegia", "paresis", "megaly", "rrhea", "rrhoea", "rrhage", "trophy", "plasia", "sclerosis", "malacia", "phobia", "lithiasis", "ectasia", "ectasis", "spasm", "dynia", "philia", "lepsy", "kinesia", "dystonia", "pnea", "pnoea",
        "edema", "oedema", "thyroidism", "gonadism", "holism", "cytosis", "thorax", "ptysis", "phasia", "plopia", "toxicity", "blastoma", "sarcoma", "carcinoma",
    ];

    private static readonly string[] TherapyEndings =
    [
        "ectomy", "plasty", "otomy", "ostomy", "oscopy", "pexy", "desis", "centesis", "tripsy", "therapy", "transfusion", "plantation", "rrhaphy", "angiography", "stimulation",
    ];

    private static readonly WordSet NoSuchEnding = WordSet.Of("diagnosis", "prognosis", "diploma", "osmosis", "mitosis", "meiosis", "apoptosis", "hypnosis", "microscopy", "metamorphosis", "academia", "symbiosis", "stimulation", "autonomy", "philosophy", "trophy");

    /// <summary>The kind of a noun, in the singular or plural.</summary>
    public static HeadKind Of(Spelling word) => word.Head ?? (word.Head = Find(word.Written)).Value;

    private static HeadKind Find(ReadOnlySpan<char> written)
    {
        if (Kinds.TryGetValue(written, out var kind) || (written.Length > 4 && written[^1] is 's' or 'S' && Kinds.TryGetValue(written[..^1], out kind)))
            return kind;
        if (written.Length > 4 && written.EndsWith("ies", StringComparison.OrdinalIgnoreCase) && Kinds.TryGetValue($"{written[..^3]}y", out kind))
            return kind;
        if (written.Length < ShortestWithEnding || NoSuchEnding.ContainsSingular(written))
            return HeadKind.Unknown;
        if (EndsWithOne(written, ConditionEndings))
            return HeadKind.Condition;
        return EndsWithOne(written, TherapyEndings) ? HeadKind.Therapy : HeadKind.Unknown;
    }

    private static bool EndsWithOne(ReadOnlySpan<char> word, string[] endings)
    {
        foreach (var ending in endings)
        {
            if (word.EndsWith(ending, StringComparison.OrdinalIgnoreCase) || (word[^1] is 's' or 'S' && (word[..^1].EndsWith(ending, StringComparison.OrdinalIgnoreCase) || (ending[^1] == 'y' && word.Length > 3 && word.EndsWith("ies", StringComparison.OrdinalIgnoreCase) && word[..^3].EndsWith(ending.AsSpan()[..^1], StringComparison.OrdinalIgnoreCase)))))
                return true;
        }

        return false;
    }
}
