using Equipoise.Eligibility.Facts;

namespace Equipoise.Eligibility.Evaluation;

/// <summary>Illnesses that pass. Lists of problems seldom say when they did: a pneumonia that is "active" since 1966 is not.</summary>
internal static class AcuteEvents
{
    private static readonly string[] Kinds =
    [
        "pneumonia", "bronchitis", "sinusitis", "pharyngitis", "tonsillitis", "otitis", "cystitis", "urinary tract infection", "sepsis", "septic", "cellulitis", "gastroenteritis", "influenza", "covid", "common cold",
        "respiratory infection", "bacterial infection", "viral infection", "appendicitis", "cholecystitis", "severe infection",
    ];

    /// <summary>Whether an illness that the record does not end began more than a year before the day judged on.</summary>
    public static bool IsLongAgo(EventFact fact, FactDate? start, FactDate? end, DateOnly asOf) =>
        end is null && fact.Standing is Standing.Active or Standing.Present && start is not null && start.Last < asOf.AddYears(-1);

    /// <summary>Whether an event is an illness that passes.</summary>
    public static bool IsAcute(EventFact fact)
    {
        if (fact.Words.Contains("chronic", StringComparison.OrdinalIgnoreCase))
            return false;
        foreach (var concept in fact.Concepts)
        {
            if (concept is "infection" || Array.Exists(Kinds, kind => concept.Contains(kind, StringComparison.OrdinalIgnoreCase)))
                return true;
        }

        return false;
    }
}
