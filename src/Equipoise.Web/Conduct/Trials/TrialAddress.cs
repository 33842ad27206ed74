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

    public static string Entry(string study, string code, string id) => $"{Participant(study, code)}/entries/{Uri.EscapeDataString(id)}";
}
