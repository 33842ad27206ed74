using System.Text;
using Equipoise.Conduct.Exchange.Datasets;
using Equipoise.Conduct.Exchange.Exports;

namespace Equipoise.Conduct.Exchange.Sdtm;

/// <summary>A study as SDTM domains, each a file of Dataset-JSON.</summary>
internal static class SdtmExport
{
    public static async Task WriteAsync(StudySource source, Stream output, CancellationToken cancellation)
    {
        var domains = SdtmTables.Domains.ToDictionary(domain => domain.Name, domain => new DatasetJson(domain), StringComparer.Ordinal);
        try
        {
            var mappings = new FormMappings();
            await foreach (var participant in source.EachAsync(cancellation: cancellation))
            {
                foreach (var domain in SdtmSubject.Rows(source.Study.Id, participant, mappings))
                {
                    if (!domains.TryGetValue(domain.Key, out var file))
                        continue;
                    foreach (var row in domain)
                        file.Add(variable => row[variable]);
                }
            }

            await using var zip = await ExportArchive.BeginAsync(output, source.At, cancellation);
            var about = new DatasetFile(source.Study.Id, $"MDV.SDTMIG.3.4.{source.Protocol.Number}", source.At, source.At, StudySource.ProgramVersion, source.IsSimulated);
            await zip.AddAsync("README.txt", async stream => await stream.WriteAsync(Encoding.UTF8.GetBytes(Words(source, domains)), cancellation), cancellation);
            // A file of supplements without any would say nothing.
            foreach (var (name, file) in domains.Where(domain => domain.Value.Count > 0 || !domain.Key.StartsWith("SUPP", StringComparison.Ordinal)))
                await zip.AddAsync($"{name.ToLowerInvariant()}.json", stream => file.WriteAsync(stream, about, cancellation), cancellation);
        }
        finally
        {
            foreach (var file in domains.Values)
                await file.DisposeAsync();
        }
    }

    /// <summary>The rows of DM by the participants' codes.</summary>
    public static async Task<IReadOnlyDictionary<string, IReadOnlyDictionary<string, object>>> DemographicsAsync(StudySource source, CancellationToken cancellation)
    {
        var (mappings, people) = (new FormMappings(), new Dictionary<string, IReadOnlyDictionary<string, object>>(StringComparer.Ordinal));
        await foreach (var participant in source.EachAsync(cancellation: cancellation))
            people[participant.File.Participant.Code] = SdtmSubject.Rows(source.Study.Id, participant, mappings)["DM"].Single().Values;
        return people;
    }

    private static string Words(StudySource source, Dictionary<string, DatasetJson> domains) =>
        $"""
        {source.Study.Id}, {source.Study.Title}: SDTM domains (SDTMIG 3.4) as Dataset-JSON 1.1.0, as of entry {source.Head.Number} of the audit trail ({source.Head.Hash}).

        {(source.IsSimulated ? $"{ExportFormat.Simulated}\n" : "")}Rows: {string.Join(", ", domains.Select(domain => $"{domain.Key} {domain.Value.Count}"))}.

        {ExportFormat.NotChecked}
        The reference day (RFSTDTC) is that of the first dose; before there is one, that of randomization.
        Results are in the units in which they were entered, which the protocol fixes, and standard results are the same.
        AEDECOD and the other columns of MedDRA are empty: no dictionary is installed. RACE and ETHNIC are empty unless a form asks.
        RS holds responses as evaluators called them, and, marked by RSDRVFL, what RECIST 1.1 derives from the lesions; TR holds derived sums of diameters.
        AEREL says whether an event was caused by any treatment of the arm; the answers drug by drug are in SUPPAE.
        AGE is given where the day of birth is known. What no row of a finding can hold is in the CSV and ODM exports.
        {(source.ShowsArms ? "DM shows each participant's arm." : "DM leaves out each participant's arm and ARMNRS: whoever took the file may not see them.")}

        """.ReplaceLineEndings("\r\n");
}
