namespace Equipoise.Web.Conduct.Trials;

/// <summary>Where the pages of a trial are. Participants stand in addresses by their codes; nothing that was entered ever does.</summary>
internal static class TrialAddress
{
    public const string Root = "/conduct/studies";

    public static string Study(string study) => $"{Root}/{Uri.EscapeDataString(study)}";

    public static string Site(string study, string site) => $"{Study(study)}/sites/{Uri.EscapeDataString(site)}";

    public static string Participant(string study, string code) => $"{Study(study)}/participants/{Uri.EscapeDataString(code)}";

    public static string Review(string study, string code) => $"{Participant(study, code)}/review";

    public static string Form(string study, string code, string form, string visit, long count) =>
        $"{Participant(study, code)}/forms/{Uri.EscapeDataString(form)}?visit={Uri.EscapeDataString(visit)}&count={count}";

    public static string Doses(string study, string code) => $"{Participant(study, code)}/doses";

    public static string Dose(string study, string code, string treatment) => $"{Doses(study, code)}/{Uri.EscapeDataString(treatment)}";

    public static string Deviations(string study, string? participant = null) => $"{Study(study)}/deviations{(participant is null ? "" : $"?participant={Uri.EscapeDataString(participant)}")}";

    public static string Deviation(string study, long number) => $"{Deviations(study)}/{number}";

    public static string NewDeviation(string study, string? participant, string? subject) =>
        $"{Deviations(study)}/new?participant={Uri.EscapeDataString(participant ?? "")}{(subject is null ? "" : $"&subject={Uri.EscapeDataString(subject)}")}";

    public static string Entry(string study, string code, string id) => $"{Participant(study, code)}/entries/{Uri.EscapeDataString(id)}";
}
