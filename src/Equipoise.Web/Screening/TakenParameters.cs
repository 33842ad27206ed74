namespace Equipoise.Web.Screening;

/// <summary>The parameters that an address of <see cref="EligibilityApi"/> takes.</summary>
/// <param name="Names">Their names, as documented.</param>
internal sealed record TakenParameters(params IReadOnlyList<string> Names);
