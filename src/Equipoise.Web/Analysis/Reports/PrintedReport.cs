using Equipoise.Analysis.Looks;
using Equipoise.Web.Shared;
using Microsoft.Extensions.DependencyInjection;

namespace Equipoise.Web.Analysis.Reports;

/// <summary>A report as a file of its own, for the command line.</summary>
public static class PrintedReport
{
    /// <summary>The report as HTML in UTF-8, its style inside; the same bytes each time for the same cut, plan and looks.</summary>
    /// <param name="opened">The cut.</param>
    /// <param name="isOpen">True for the open report, which tells no arm from another; false for the closed one.</param>
    public static async Task<byte[]> RenderAsync(OpenedCut opened, bool isOpen)
    {
        await using var services = new ServiceCollection().AddLogging().BuildServiceProvider();
        return await Pages.Show<ReportDocument>((nameof(ReportDocument.Opened), opened), (nameof(ReportDocument.IsOpen), isOpen)).RenderAsync(services);
    }
}
