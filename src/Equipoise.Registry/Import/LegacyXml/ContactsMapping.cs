namespace Equipoise.Registry.Import.LegacyXml;

/// <summary>Whom to ask, and where the study takes place.</summary>
internal static class ContactsMapping
{
    public static RecordObject Map(LegacyElement study)
    {
        var locations = study.All("location").ToList();
        var countries = locations.Select(location => location.One("facility")?.One("address")?.Take("country")?.Trim()).ToHashSet(StringComparer.Ordinal);
        // The list of countries repeats those of the places.
        study.One("location_countries")?.TakeRepeats("country", countries.Contains);
        return new RecordObject()
            .Put("centralContacts", study.All("overall_contact").Concat(study.All("overall_contact_backup")).Select(MapContact))
            .Put("overallOfficials", study.All("overall_official").Select(official => new RecordObject()
                .Text("name", Name(official))
                .Text("affiliation", official.Take("affiliation"))
                .Value("role", "OfficialRole", official.One("role"))))
            .Put("locations", locations.Select(MapLocation));
    }

    private static RecordObject MapLocation(LegacyElement location)
    {
        var facility = location.One("facility");
        var address = facility?.One("address");
        return new RecordObject()
            .Text("facility", facility?.Take("name"))
            .Value("status", "RecruitmentStatus", location.One("status"))
            .Text("city", address?.Take("city"))
            .Text("state", address?.Take("state"))
            .Text("zip", address?.Take("zip"))
            .Text("country", address?.Take("country"))
            .Put("contacts", location.All("contact").Concat(location.All("contact_backup")).Concat(location.All("investigator")).Select(MapContact));
    }

    private static RecordObject MapContact(LegacyElement contact)
    {
        var person = new RecordObject().Text("name", Name(contact));
        if (contact.One("role") is { } role)
            person.Value("role", "ContactRole", role);
        else if (person.Json is not null)
            person.Text("role", "CONTACT");
        return person
            .Text("phone", contact.Take("phone"))
            .Text("phoneExt", contact.Take("phone_ext"))
            .Text("email", contact.Take("email"));
    }

    /// <summary>First, middle and last name with blanks, degrees after a comma, as the newer form writes a name.</summary>
    private static string? Name(LegacyElement person)
    {
        string?[] names = [person.Take("first_name"), person.Take("middle_name"), person.Take("last_name")];
        var whole = string.Join(' ', names.OfType<string>().Select(name => name.Trim()));
        var degrees = person.Take("degrees")?.Trim();
        return whole.Length == 0 ? null : degrees is null ? whole : $"{whole}, {degrees}";
    }
}
