using Equipoise.Conduct.Screening;
using Equipoise.Protocols.Randomizing;

namespace Equipoise.Conduct.Randomization;

/// <summary>Finds the level of every stratification factor for a participant.</summary>
internal static class StratificationLevels
{
    /// <summary>The codes of the levels by the codes of the factors, in the order of the factors.</summary>
    /// <exception cref="StepRefusedException">A factor has no level, or more than one.</exception>
    public static IReadOnlyList<KeyValuePair<string, string>> Of(ParticipantFile file, IReadOnlyDictionary<string, string> asked)
    {
        var factors = file.Protocol.Design.Factors;
        if (asked.Keys.FirstOrDefault(code => !factors.Any(factor => string.Equals(factor.Code, code, StringComparison.Ordinal))) is { } stray)
            throw StepRefusedException.Invalid("no-such-factor", $"The protocol stratifies by {string.Join(", ", factors.Select(factor => factor.Code))}, not by '{(stray.Length > 40 ? stray[..40] : stray)}'.");
        var levels = new List<KeyValuePair<string, string>>();
        foreach (var factor in file.Protocol.Design.Factors)
        {
            var value = ValueOf(file, factor, asked);
            var fitting = value is null ? [] : factor.Levels.Where(level => level.Holds(value)).ToList();
            if (fitting.Count != 1)
                throw StepRefusedException.Conflict("stratum-incomplete", $"{factor.Name} of {file.Participant.Code} is {(value is null ? "not on record" : "none of the protocol's levels")}: {(factor.From is null ? "choose one" : $"complete {factor.From}")} before randomization.");
            if (asked.TryGetValue(factor.Code, out var given) && !string.Equals(given, fitting[0].Code, StringComparison.Ordinal) && factor.From is not null)
                throw StepRefusedException.Conflict("stratum-contradicts", $"{factor.Name} of {file.Participant.Code} is {fitting[0].Code} on record, and the request says '{(given.Length > 40 ? given[..40] : given)}': correct one of the two.");
            levels.Add(new(factor.Code, fitting[0].Code));
        }

        return levels;
    }

    private static string? ValueOf(ParticipantFile file, StratificationFactor factor, IReadOnlyDictionary<string, string> asked)
    {
        if (factor.From is null)
            return asked.GetValueOrDefault(factor.Code);
        if (factor.From is "site.region")
            return file.Site.Region;
        var point = factor.From.IndexOf('.', StringComparison.Ordinal);
        var (form, field) = (factor.From[..point], factor.From[(point + 1)..]);
        return file.Entries.Where(entry => entry.Counts && string.Equals(entry.Form, form, StringComparison.Ordinal))
            .OrderBy(entry => entry.RecordedOn).ThenBy(entry => entry.Number)
            .Select(entry => entry.Values().GetValueOrDefault(field)).LastOrDefault(value => value is not null);
    }
}
