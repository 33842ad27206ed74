namespace Equipoise.Conduct.Sites;

/// <summary>What a site's laboratory calls normal.</summary>
/// <param name="Variable">The measured thing, by its name in criteria, such as <c>bilirubin.total</c>.</param>
/// <param name="Unit">UCUM.</param>
/// <param name="Low">The lower limit of normal; null for none.</param>
/// <param name="High">The upper limit of normal; null for none.</param>
public sealed record ReferenceRange(string Variable, string Unit, decimal? Low, decimal? High);
