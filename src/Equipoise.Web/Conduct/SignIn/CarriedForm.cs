namespace Equipoise.Web.Conduct.SignIn;

/// <summary>A form that was sent after its session had ended: kept, sealed, in the page that asks to sign in again.</summary>
/// <param name="Owner">The id of the account whose session it was; nobody else gets it back.</param>
/// <param name="Path">Where it was sent.</param>
/// <param name="Fields">What was typed, by the names of the fields.</param>
public sealed record CarriedForm(string Owner, string Path, IReadOnlyList<KeyValuePair<string, string>> Fields);
