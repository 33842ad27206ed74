using Equipoise.Conduct;
using Equipoise.Conduct.Deviations;
using Equipoise.Conduct.Treatment;

namespace Equipoise.Web.Conduct.Api;

/// <summary>What programs send about doses and deviations, a record for each request.</summary>
internal static class TreatmentBodies
{
    internal sealed record Dose(
        string Treatment, int Cycle, string Status, string? Start = null, string? End = null, decimal? Amount = null, decimal? Percent = null, int? Count = null, decimal? Weight = null, decimal? Height = null,
        string? Reason = null, string? Words = null, bool GivenAllTheSame = false)
    {
        public NewDose New => new(Treatment, Cycle, StatusOf(Status))
        {
            Start = Start, End = End, Amount = Amount, Percent = Percent, Count = Count, Weight = Weight, Height = Height, Reason = Reason, Words = Words, IsContrary = GivenAllTheSame,
        };
    }

    internal sealed record Said(
        string Category, string Description, DateOnly OccurredOn, DateOnly? FoundOn = null, bool Important = false, string? Cause = null, string? Action = null, string? Status = null, string? Reason = null,
        string? Participant = null, string? Site = null, string? Subject = null, string? Rule = null)
    {
        public DeviationDetails Details => new(Category, Description, OccurredOn, FoundOn, Important, Cause ?? "", Action ?? "", Status ?? DeviationStatus.Open);

        public DeviationPlace Place => new(Participant, Site, Subject ?? "", Rule ?? "");
    }

    /// <summary>What became of a dose, by its word.</summary>
    /// <exception cref="StepRefusedException">There is no such word.</exception>
    public static DoseStatus StatusOf(string word) => word switch
    {
        "given" => DoseStatus.Given,
        "missed" => DoseStatus.Missed,
        "held" => DoseStatus.Held,
        "returned" => DoseStatus.Returned,
        _ => throw StepRefusedException.Invalid("dose-status", "The status of a dose is given, missed, held or returned."),
    };
}
