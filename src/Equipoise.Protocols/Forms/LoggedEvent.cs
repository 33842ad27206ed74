namespace Equipoise.Protocols.Forms;

/// <summary>How an entry of a log says that something was or is so.</summary>
/// <param name="Kind"><see cref="FactKind.Condition"/> or <see cref="FactKind.Therapy"/>.</param>
/// <param name="Any">The yes-no field that says whether there is anything to log: a no means that there was none, and that is a fact.</param>
/// <param name="Complete">The yes-no field by which an entry says that with it everything is logged; null for none.</param>
/// <param name="What">The field whose chosen code names the concept.</param>
/// <param name="Start">The field with its beginning; null for none.</param>
/// <param name="End">The field with its end; null for none.</param>
/// <param name="Ongoing">The yes-no field that says whether it goes on; null for none.</param>
public sealed record LoggedEvent(FactKind Kind, string Any, string? Complete, string What, string? Start, string? End, string? Ongoing);
