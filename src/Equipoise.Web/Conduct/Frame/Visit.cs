using Equipoise.Conduct.Access;

namespace Equipoise.Web.Conduct.Frame;

/// <summary>Who looks at a signed-in page.</summary>
/// <param name="Actor">Who is signed in; null on the pages that lead there.</param>
/// <param name="Form">The mark of this page's forms.</param>
public sealed record Visit(Actor? Actor, FormToken Form);
