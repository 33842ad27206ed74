using System.Text;
using System.Xml;
using System.Xml.Linq;
using Equipoise.Conduct.Exchange.Exports;

namespace Equipoise.Conduct.Exchange.Odm;

/// <summary>Writes a study's metadata and clinical data as ODM 1.3.2, one participant at a time: as they stand (<c>Snapshot</c>), or every change from the
/// trail (<c>Transactional</c>). Section 2.9 says what the two may hold, section 3.1.4 what clinical data look like.</summary>
internal static class OdmClinicalData
{
    private static readonly XNamespace Odm = OdmNames.Odm;

    public static async Task WriteAsync(StudySource source, bool isTransactional, Stream output, CancellationToken cancellation)
    {
        await using var xml = XmlWriter.Create(output, new XmlWriterSettings { Async = true, Indent = true, Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false) });
        await xml.WriteStartDocumentAsync();
        await xml.WriteCommentAsync($" {source.Study.Id} as of entry {source.Head.Number} of its audit trail. {ExportFormat.NotChecked} {(source.IsSimulated ? $"{ExportFormat.Simulated} " : "")}");
        await xml.WriteStartElementAsync(prefix: null, "ODM", Odm.NamespaceName);
        var fileType = isTransactional ? "Transactional" : "Snapshot";
        foreach (var attribute in OdmWriter.RootAttributes(fileType, $"{source.Study.Id}.{fileType}.{source.Head.Number}", source.At))
            await xml.WriteAttributeStringAsync(prefix: null, attribute.Name.LocalName, ns: null, attribute.Value);
        if (source.IsSimulated)
            await xml.WriteAttributeStringAsync(prefix: null, "Description", ns: null, ExportFormat.Simulated);
        await OdmWriter.Study([.. source.Protocols.Select(protocol => protocol.Protocol)]).WriteToAsync(xml, cancellation);
        await OdmAdminData.Of(source).WriteToAsync(xml, cancellation);
        foreach (var version in source.Protocols)
            await WriteVersionAsync(source, version.Number, isTransactional, xml, cancellation);
        await xml.WriteEndElementAsync();
    }

    // Participants stand under the version of the protocol that they are on.
    private static async Task WriteVersionAsync(StudySource source, string version, bool isTransactional, XmlWriter xml, CancellationToken cancellation)
    {
        await xml.WriteStartElementAsync(prefix: null, "ClinicalData", Odm.NamespaceName);
        await xml.WriteAttributeStringAsync(prefix: null, "StudyOID", ns: null, source.Study.Id);
        await xml.WriteAttributeStringAsync(prefix: null, "MetaDataVersionOID", ns: null, OdmNames.VersionOid(version));
        await foreach (var participant in source.EachAsync(withTrail: true, cancellation: cancellation))
        {
            if (!string.Equals(participant.File.Participant.ProtocolVersion, version, StringComparison.Ordinal))
                continue;
            foreach (var subject in isTransactional ? OdmTransactions.Of(participant) : [OdmSnapshot.Of(participant)])
                await subject.WriteToAsync(xml, cancellation);
            await xml.FlushAsync();
        }

        await xml.WriteEndElementAsync();
    }
}
