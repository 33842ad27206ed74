using System.Text.Json;

namespace Equipoise.Conduct.Audit;

/// <summary>Works out from a trail alone what the tables should hold of what is not in a casebook: the study, its sites, schemes, deviations, data cuts,
/// publications, plans, looks and reports of serious events, or accounts and their tokens.</summary>
internal sealed class SubjectReplay
{
    private const string Retired = "retired";
    private const string Revoked = "revoked";
    private const string Roles = "roles";

    // What a subject begins with, so that what its first entry left out is known to be nothing.
    private static readonly Dictionary<string, string[]> Beginnings = new(StringComparer.Ordinal)
    {
        ["deviation.document"] = ["cause", "action", "subject", "rule"],
        ["site.register"] = ["enrollmentCap"],
    };

    private readonly Dictionary<string, string> ownerOfToken = new(StringComparer.Ordinal);

    /// <summary>What is told of each subject, such as <c>site/FR01</c>, by the names of fields. A field of which nothing was told is not in it.</summary>
    public Dictionary<string, Dictionary<string, string?>> Subjects { get; } = new(StringComparer.Ordinal);

    /// <summary>Takes the next entry of the trail.</summary>
    public void Take(AuditEntry entry)
    {
        var changes = JsonSerializer.Deserialize<List<AuditChange>>(entry.Changes, JsonSerializerOptions.Web) ?? [];
        switch (entry.Action)
        {
            case "deviation.document" or "deviation.change" or "site.register" or "site.change" or "site.activate" or "site.close" or "data-cut.freeze" or "study.lock" or "study.unlock":
                Set(entry, changes);
                break;
            case "study.open" or "study.amend":
                Of(entry.Subject)["protocolVersion"] = entry.ProtocolVersion;
                Of(entry.Subject).TryAdd("locked", "no");
                Of($"protocol/{entry.ProtocolVersion}")["hash"] = changes.Find(change => change.Field is "protocol")?.New;
                break;
            case "scheme.activate":
                Activate(entry, changes);
                break;
            case "study.publish":
                Done(entry, changes, $"publication/{changes.Find(change => change.Field is "published")?.New}");
                break;
            case "analysis-plan.lock" or "analysis-look.record":
                Done(entry, changes, entry.Subject);
                break;
            case "serious-event.report":
                Done(entry, changes, $"serious-event/{entry.Participant}/{entry.Subject["form/".Length..]}");
                break;
            case "token.make":
                Set(entry, changes);
                Of(entry.Subject)[Revoked] = "no";
                ownerOfToken[entry.Subject] = entry.AccountId;
                break;
            case "token.revoke":
                Of(entry.Subject)[Revoked] = "yes";
                break;
            default:
                if (entry.Subject.StartsWith("account/", StringComparison.Ordinal))
                    Account(entry, changes);
                else
                    Raised(changes);
                break;
        }
    }

    private void Set(AuditEntry entry, IEnumerable<AuditChange> changes)
    {
        var values = Of(entry.Subject);
        foreach (var field in Beginnings.GetValueOrDefault(entry.Action, []))
            values[field] = null;
        foreach (var change in changes)
            values[change.Field] = string.IsNullOrEmpty(change.New) ? null : change.New;
    }

    // What is done once and never changed: who did it and when belongs to it.
    private void Done(AuditEntry entry, List<AuditChange> changes, string subject)
    {
        var values = Of(subject);
        foreach (var change in changes)
            values[change.Field] = change.New;
        (values["by"], values["at"], values["reason"], values["protocolVersion"]) = (entry.Name, entry.At, entry.Reason, entry.ProtocolVersion);
    }

    private void Activate(AuditEntry entry, List<AuditChange> changes)
    {
        Set(entry, changes.Where(change => change.Field is not "active"));
        Of(entry.Subject)[Retired] = "no";
        if (changes.Find(change => change.Field is "active")?.Old is { } before)
            Of($"scheme/{before}")[Retired] = "yes";
    }

    // A dose outside the rules raises deviations, and a corrected one takes them back: "deviation.7", "deviation.7.status".
    private void Raised(List<AuditChange> changes)
    {
        foreach (var change in changes.Where(change => change.Field.StartsWith("deviation.", StringComparison.Ordinal)))
        {
            var parts = change.Field.Split('.');
            Of($"deviation/{parts[1]}")[parts.Length > 2 ? parts[2] : "description"] = change.New;
        }
    }

    private void Account(AuditEntry entry, List<AuditChange> changes)
    {
        var values = Of(entry.Subject);
        foreach (var change in changes)
        {
            if (change.Field is "role")
                values[Roles] = With(values.GetValueOrDefault(Roles), change);
            else if (change.Field is not "token")
                values[change.Field] = change.New;
        }

        if (entry.Action is "account.close")
            values["closed"] = "yes";
        // Whoever chooses a new password, or leaves, has no tokens afterwards.
        if (entry.Action is not ("account.close" or "account.accept" or Store.AccountStore.PasswordChanged))
            return;
        foreach (var token in ownerOfToken.Where(token => string.Equals($"account/{token.Value}", entry.Subject, StringComparison.Ordinal)))
            Of(token.Key)[Revoked] = "yes";
    }

    private static string With(string? roles, AuditChange change)
    {
        var all = new SortedSet<string>((roles ?? "").Split("; ", StringSplitOptions.RemoveEmptyEntries), StringComparer.Ordinal);
        if (change.Old is not null)
            all.Remove(change.Old);
        if (change.New is not null)
            all.Add(change.New);
        return string.Join("; ", all);
    }

    private Dictionary<string, string?> Of(string subject)
    {
        if (!Subjects.TryGetValue(subject, out var values))
            Subjects.Add(subject, values = new Dictionary<string, string?>(StringComparer.Ordinal));
        return values;
    }
}
