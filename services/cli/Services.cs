using Microsoft.Extensions.DependencyInjection;

namespace Rampart.Cli;

/// <summary>The services that the tool hosts besides coordination, one line each.</summary>
static class Services
{
    public static void AddAll(IServiceCollection services)
    {
    }
}
