using System.Text.Json;
using Equipoise.Conduct.Forms;
using Equipoise.Protocols;
using Equipoise.Protocols.Forms;

namespace Equipoise.Conduct.Safety;

/// <summary>Asks for causality only of the treatments of a participant's arm: of the others a form says by itself that they were not given.</summary>
public static class ArmAnswers
{
    /// <summary>A form with only the questions that are asked of a participant.</summary>
    /// <param name="form">The form.</param>
    /// <param name="design">The protocol.</param>
    /// <param name="arm">The arm's code; null before randomization.</param>
    public static Form Asked(Form form, StudyDesign design, string? arm)
    {
        var others = Others(form, design, arm).Select(one => one.Field).ToHashSet(StringComparer.Ordinal);
        return others.Count == 0 ? form : form with { Fields = [.. form.Fields.Where(field => !others.Contains(field.Code))] };
    }

    /// <summary>Answers with what is not asked filled in.</summary>
    /// <exception cref="StepRefusedException">An answer speaks of a treatment that the arm does not give.</exception>
    internal static IReadOnlyDictionary<string, string?> Complete(Form form, IReadOnlyDictionary<string, string?> answers, StudyDesign design, string? arm)
    {
        var others = Others(form, design, arm).ToList();
        if (others.Count == 0)
            return answers;
        var completed = new Dictionary<string, string?>(answers, StringComparer.Ordinal);
        foreach (var other in others)
        {
            var given = completed.GetValueOrDefault(other.Field)?.Trim();
            if (!string.IsNullOrEmpty(given) && !string.Equals(given, form.AdverseEvent!.NotGiven, StringComparison.Ordinal))
                throw StepRefusedException.Invalid("treatment-not-given", $"{form.Field(other.Field)!.Label}: {(arm is null ? "the participant is not randomized" : $"arm {arm} does not give it")}, so it cannot be a cause; leave this answer out.");
            completed[other.Field] = form.AdverseEvent!.NotGiven;
        }

        return completed;
    }

    /// <summary>The fields of a form whose answers tell which treatments an arm gives.</summary>
    internal static IReadOnlySet<string> Telling(StudyDesign design, string form) =>
        design.Form(form)?.AdverseEvent?.Causality.Select(one => one.Field).ToHashSet(StringComparer.Ordinal) ?? [];

    /// <summary>An entry without the answers that tell the arm.</summary>
    internal static FormEntry Without(FormEntry entry, StudyDesign design) => Telling(design, entry.Form) is { Count: > 0 } telling
        ? entry with { Answers = JsonSerializer.Serialize(entry.Values().Where(answer => !telling.Contains(answer.Key)).ToDictionary(StringComparer.Ordinal)) }
        : entry;

    private static IEnumerable<CausalityField> Others(Form form, StudyDesign design, string? arm)
    {
        var given = arm is null ? [] : design.Arm(arm).Treatments.Select(treatment => treatment.Code).ToHashSet(StringComparer.Ordinal);
        return form.AdverseEvent?.Causality.Where(one => !given.Contains(one.Treatment)) ?? [];
    }
}
