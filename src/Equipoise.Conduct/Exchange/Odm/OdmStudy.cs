namespace Equipoise.Conduct.Exchange.Odm;

/// <summary>What an ODM 1.3.2 file says of a study.</summary>
/// <param name="Name">The study's name.</param>
/// <param name="Version">The name of its metadata version; empty where the file has data alone.</param>
/// <param name="Events">Its events.</param>
/// <param name="Forms">Its forms.</param>
/// <param name="Items">Its items.</param>
/// <param name="CodeLists">Its code lists.</param>
/// <param name="Subjects">How many subjects the file has data of.</param>
/// <param name="Values">How many values of items.</param>
public sealed record OdmStudy(
    string Name,
    string Version,
    IReadOnlyList<OdmEvent> Events,
    IReadOnlyList<OdmForm> Forms,
    IReadOnlyList<OdmItem> Items,
    IReadOnlyList<OdmCodeList> CodeLists,
    int Subjects,
    int Values);
