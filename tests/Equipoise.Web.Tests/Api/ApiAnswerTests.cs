using System.Text;
using Equipoise.Registry.Api;
using Equipoise.Web.Api;
using Microsoft.AspNetCore.Http;

namespace Equipoise.Web.Tests.Api;

public sealed class ApiAnswerTests
{
    [Fact]
    public async Task What_cannot_be_had_yet_is_answered_with_when_to_come_again_to_programs_of_any_origin()
    {
        using var body = new MemoryStream();
        var context = new DefaultHttpContext { Response = { Body = body } };

        await ApiAnswer.WriteAsync(context, _ => throw new ApiRefusalException("The statistics are being counted") { RetryAfter = TimeSpan.FromSeconds(41.2) });

        var response = context.Response;
        (response.StatusCode, response.Headers.RetryAfter.ToString(), response.ContentType).ShouldBe((503, "42", "text/plain; charset=UTF-8"));
        response.Headers.AccessControlAllowOrigin.ToString().ShouldBe("*");
        response.Headers.AccessControlExposeHeaders.ToString().ShouldContain("Retry-After");
        Encoding.UTF8.GetString(body.ToArray()).ShouldBe("The statistics are being counted");
    }
}
