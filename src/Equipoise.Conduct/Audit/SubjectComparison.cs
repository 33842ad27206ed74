using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Equipoise.Conduct.Access;
using Equipoise.Conduct.Deviations;
using Equipoise.Conduct.Randomization;
using Equipoise.Conduct.Records;
using Equipoise.Conduct.Sites;
using Equipoise.Conduct.Store;

namespace Equipoise.Conduct.Audit;

/// <summary>Holds what the tables say of things outside casebooks against the trail, and names the first difference.</summary>
internal static class SubjectComparison
{
    /// <summary>The first difference about a study, its protocols, sites, schemes, deviations, data cuts, publications, plans, looks and reports of serious events; null
    /// where there is none.</summary>
    public static async Task<string?> OfStudyAsync(ConductSnapshot snapshot, string study, SubjectReplay replay)
    {
        var found = await snapshot.StudyAsync(study);
        var kept = new List<SubjectRow> { new($"study/{study}", ("protocolVersion", found.ProtocolVersion), ("locked", YesNo(found.Locked != 0))) };
        kept.AddRange((await snapshot.ProtocolFilesAsync(study)).Select(file =>
            new SubjectRow($"protocol/{file.Number}", ("hash", file.Hash), ("hash", Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(file.Content)))))));
        kept.AddRange((await snapshot.SitesAsync(study)).Select(Of));
        kept.AddRange((await snapshot.SchemesAsync(study)).Select(Of));
        kept.AddRange((await snapshot.DeviationsAsync(study)).Select(Of));
        foreach (var cut in await snapshot.DataCutsAsync(study))
            kept.Add(Of(cut, await snapshot.DataCutContentAsync(study, cut.Number)));
        kept.AddRange(await SignedAndSent.RowsAsync(snapshot, study));
        return FirstDifference(kept, replay, ["study/", "protocol/", "site/", "scheme/", "deviation/", "data-cut/", .. SignedAndSent.Kinds]);
    }

    /// <summary>The first difference about accounts, their roles and tokens; null where there is none.</summary>
    public static async Task<string?> OfAccountsAsync(ConductSnapshot snapshot, SubjectReplay replay)
    {
        var kept = (await snapshot.AccountsAsync()).Select(Of).ToList();
        kept.AddRange((await snapshot.TokensAsync()).Select(Of));
        return FirstDifference(kept, replay, ["account/", "token/"]);
    }

    private static string? FirstDifference(List<SubjectRow> kept, SubjectReplay replay, string[] kinds)
    {
        foreach (var row in kept)
        {
            if (!replay.Subjects.TryGetValue(row.Subject, out var told))
                return $"{row.Subject} stands in the tables and not in the trail.";
            if (row.Values.Where(value => told.ContainsKey(value.Field)).Select(value => StateComparison.Differ(row.Subject, value.Field, value.Value, told[value.Field])).FirstOrDefault(found => found is not null) is { } found)
                return found;
        }

        return replay.Subjects.Keys.Except(kept.Select(row => row.Subject), StringComparer.Ordinal).FirstOrDefault(subject => Array.Exists(kinds, kind => subject.StartsWith(kind, StringComparison.Ordinal))) is { } lost
            ? $"{lost} stands in the trail and not in the tables."
            : null;
    }

    private static SubjectRow Of(Site site) => new(
        $"site/{site.Code}", ("name", site.Name), ("region", site.Region), ("country", site.Country), ("timeZone", site.TimeZone), ("status", site.Status),
        ("enrollmentCap", site.EnrollmentCap?.ToString(CultureInfo.InvariantCulture)), ("ranges", site.Ranges));

    private static SubjectRow Of(Scheme scheme) => new(
        $"scheme/{Number(scheme.Number)}", ("commitment", scheme.Commitment), ("definition", scheme.Definition), ("retired", YesNo(scheme.RetiredAt is not null)));

    private static SubjectRow Of(Deviation deviation) => new(
        $"deviation/{Number(deviation.Number)}", ("category", deviation.Category), ("description", deviation.Description), ("occurredOn", Day(deviation.OccurredOn)),
        ("foundOn", Day(deviation.FoundOn)), ("important", deviation.Important != 0 ? "Y" : "N"), ("cause", Said(deviation.Cause)), ("action", Said(deviation.Action)),
        ("status", deviation.Status), ("subject", Said(deviation.Subject)), ("rule", Said(deviation.Rule)));

    private static SubjectRow Of(DataCut cut, byte[] content) => new(
        $"data-cut/{Number(cut.Number)}", ("name", cut.Name), ("cutoff", Day(cut.Cutoff)), ("basis", Said(cut.Basis)), ("trail", $"{Number(cut.TrailNumber)} {cut.TrailHash}"),
        ("content", cut.Hash), ("content", Convert.ToHexStringLower(SHA256.HashData(content))));

    private static SubjectRow Of(Account account) => new(
        $"account/{account.Id}", ("username", account.Username), ("name", account.Name), ("roles", string.Join("; ", account.Grants.Select(AccountStore.Words).Order(StringComparer.Ordinal))),
        ("closed", YesNo(account.ClosedAt is not null)));

    private static SubjectRow Of(TokenRow token) => new(
        $"token/{token.Id}", ("name", token.Name), ("limits", token.Limits), ("expires", token.ExpiresAt), ("revoked", YesNo(token.RevokedAt is not null)));

    private static string YesNo(bool value) => value ? "yes" : "no";

    private static string? Said(string text) => text.Length == 0 ? null : text;

    private static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
