using BenchmarkDotNet.Attributes;
using Equipoise.Registry.Samples;
using Equipoise.Registry.Store;
using Equipoise.Web.Shared;
using Equipoise.Web.Studies;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.DependencyInjection;

namespace Equipoise.Bench;

/// <summary>The page of ILLUMINE, from the record in memory to the bytes of the response: our result for a component beside
/// the framework's. Both write the same page.</summary>
[MemoryDiagnoser]
public class StudyPageRendering
{
    private static readonly StoredStudy Illumine = new(SampleStudies.All.Single(study => !study.Id.IsSynthetic), StudyOrigin.Sample);
    private readonly ServiceProvider services = new ServiceCollection().AddLogging().AddRazorComponents().Services
        .AddSingleton<Microsoft.AspNetCore.Hosting.IWebHostEnvironment, NoEnvironment>()
        .AddSingleton<Microsoft.Extensions.Configuration.IConfiguration>(new Microsoft.Extensions.Configuration.ConfigurationManager())
        .BuildServiceProvider();

    /// <summary>Stops where the two pages are not the same.</summary>
    [GlobalSetup]
    public async Task CompareAsync()
    {
        if (await RazorComponentResult() != await RenderedPage())
            throw new InvalidOperationException("The two results write pages of different lengths.");
    }

    /// <summary>The way of the framework.</summary>
    [Benchmark(Baseline = true)]
    public Task<long> RazorComponentResult() =>
        AnswerAsync(new RazorComponentResult<StudyPage>(Parameters()) { PreventStreamingRendering = true });

    /// <summary>Ours.</summary>
    [Benchmark]
    public Task<long> RenderedPage() =>
        AnswerAsync(new RenderedPage<StudyPage>(ParameterView.FromDictionary(Parameters()), StatusCodes.Status200OK));

    // Taking the criteria apart and finding the words to explain is part of the work.
    private static Dictionary<string, object?> Parameters() =>
        new(StringComparer.Ordinal) { [nameof(StudyPage.View)] = new StudyView(Illumine, "http://localhost", near: null, versions: 1) };

    private async Task<long> AnswerAsync(IResult page)
    {
        await using var request = services.CreateAsyncScope();
        var context = new DefaultHttpContext { RequestServices = request.ServiceProvider };
        context.Request.Method = HttpMethods.Get;
        context.Request.Scheme = "http";
        context.Request.Host = new HostString("localhost");
        context.Request.Path = "/study/NCT07264075";
        context.Response.Body = new MemoryStream();
        await page.ExecuteAsync(context);
        return context.Response.Body.Length;
    }

    private sealed class NoEnvironment : Microsoft.AspNetCore.Hosting.IWebHostEnvironment
    {
        public string WebRootPath { get; set; } = "";

        public Microsoft.Extensions.FileProviders.IFileProvider WebRootFileProvider { get; set; } = new Microsoft.Extensions.FileProviders.NullFileProvider();

        public string ApplicationName { get; set; } = "Equipoise.Bench";

        public Microsoft.Extensions.FileProviders.IFileProvider ContentRootFileProvider { get; set; } = new Microsoft.Extensions.FileProviders.NullFileProvider();

        public string ContentRootPath { get; set; } = "";

        public string EnvironmentName { get; set; } = "Production";
    }
}
