using Equipoise.Conduct.Access;

namespace Equipoise.Conduct.Exchange.Exports;

/// <summary>A form in which a study's data can be taken away.</summary>
/// <param name="Code">Its name in addresses.</param>
/// <param name="Title">What people call it.</param>
/// <param name="Contents">What is in it, in a sentence or two.</param>
/// <param name="Standard">The standard it follows, with version and section; empty for none.</param>
/// <param name="Extension">The end of the file's name.</param>
/// <param name="ContentType">The media type.</param>
/// <param name="Needs">What whoever takes it must be permitted, for all sites.</param>
public sealed record ExportFormat(string Code, string Title, string Contents, string Standard, string Extension, string ContentType, Permission Needs = Permission.ExportStudy)
{
    private const string Zip = "application/zip";

    /// <summary>Said in every file and on the page, until somebody's tool has checked one.</summary>
    public const string NotChecked = "No validator of others has checked these files.";

    /// <summary>Said in every file of a simulated study.</summary>
    public const string Simulated = "SIMULATED DATA: no person took part in this study.";

    /// <summary>A table a form.</summary>
    public static ExportFormat Csv { get; } = new(
        "csv", "Tables (CSV)", "A table for each form, those of participants, consents, eligibility decisions, signatures, dispositions, deviations and allocations, and a data dictionary. Struck entries are in it, marked so.", "RFC 4180", "zip", Zip);

    /// <summary>The data as they stand.</summary>
    public static ExportFormat Odm { get; } = new(
        "odm", "CDISC ODM, as it stands", "The study's metadata and what is on record now, each form with the audit record of its last change.", "CDISC ODM 1.3.2, FileType Snapshot", "xml", "application/xml");

    /// <summary>The data with every change.</summary>
    public static ExportFormat OdmTrail { get; } = new(
        "odm-trail", "CDISC ODM, every change", "The study's metadata and each entry, correction and removal of data since the beginning, with who, where, when and why.", "CDISC ODM 1.3.2, FileType Transactional", "xml", "application/xml");

    /// <summary>The data as they are submitted.</summary>
    public static ExportFormat Sdtm { get; } = new(
        "sdtm", "CDISC SDTM", "The domains DM, DS, EX, IE, AE, MH, CM, PR, LB, VS, TU, TR, RS, SV and DV, by the protocol's mapping of its forms, with study days, epochs and sequence numbers.",
        "SDTMIG 3.4 as Dataset-JSON 1.1.0", "zip", Zip);

    /// <summary>The data as they are analyzed.</summary>
    public static ExportFormat Adam { get; } = new(
        "adam", "CDISC ADaM", "ADSL, ADTTE and ADRS with each participant's arm: who takes part, times to events with the entry that each rests on, tumor responses.",
        "ADaMIG 1.3 as Dataset-JSON 1.1.0 and CSV", "zip", Zip, Permission.Analyze);

    /// <summary>The study and who takes part.</summary>
    public static ExportFormat Fhir { get; } = new(
        "fhir", "HL7 FHIR", "The study, its sites, and each participant's standing in it, by code.", "FHIR R4 (4.0.1): ResearchStudy, ResearchSubject, Location, Group, Patient in a Bundle", "json", "application/fhir+json");

    /// <summary>All that can be taken.</summary>
    public static IReadOnlyList<ExportFormat> All { get; } = [Csv, Odm, OdmTrail, Sdtm, Adam, Fhir];

    /// <summary>What somebody may take.</summary>
    public static IEnumerable<ExportFormat> For(Actor actor) => All.Where(format => actor.May(format.Needs, site: null));

    /// <summary>The format of a name.</summary>
    /// <exception cref="StepRefusedException">There is none.</exception>
    public static ExportFormat Find(string code) => All.FirstOrDefault(format => string.Equals(format.Code, code, StringComparison.Ordinal))
        ?? throw StepRefusedException.NotFound("no-such-export", $"There is no export of that name: there are {string.Join(", ", All.Select(format => format.Code))}.");
}
