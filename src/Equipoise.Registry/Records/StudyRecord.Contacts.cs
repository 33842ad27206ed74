namespace Equipoise.Registry.Records;

// Whom to ask, and where to go.
public sealed partial class StudyRecord
{
    /// <summary>Whom to ask about the study as a whole.</summary>
    public IReadOnlyList<Contact> CentralContacts => Contacts.List(Contact.From, "centralContacts");

    /// <summary>Who leads the study.</summary>
    public IReadOnlyList<Official> Officials => Contacts.List(Official.From, "overallOfficials");

    /// <summary>Where the study is done.</summary>
    public IReadOnlyList<StudySite> Sites => Contacts.List(StudySite.From, "locations");

    /// <summary>For each site the country it is in; null where its site names none.</summary>
    public IReadOnlyList<string?> SiteCountries => Contacts.List(site => site.Text("country"), "locations");

    /// <summary>Countries in which the study once had sites.</summary>
    public IReadOnlyList<string> RemovedCountries => Derived.Texts("miscInfoModule", "removedCountries");

    private RecordPart Contacts => Protocol.Find("contactsLocationsModule");
}
