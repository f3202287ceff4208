using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Rampart.Hosting;

/// <summary>Builds processes that serve, with the endpoints about their health if they are to answer HTTP.</summary>
public static class ServiceHost
{
    // Shorter than what the command line and orchestrators grant, so that the process ends by itself.
    static readonly TimeSpan StopTimeout = TimeSpan.FromSeconds(20);

    /// <summary>A host that consumes the queues of these services.</summary>
    /// <param name="options">How it is operated; its bus must be a broker's.</param>
    /// <param name="names">The services.</param>
    /// <param name="addServices">Adds all of them; which are served, the names say.</param>
    public static IHost Build(RampartOptions options, IReadOnlyList<string> names, Action<IServiceCollection> addServices)
    {
        IHostApplicationBuilder builder = options.Http.Port == 0
            ? Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings())
            : WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = StopTimeout);
        addServices(builder.Services.AddRampartTelemetry(string.Join('-', names)));
        builder.Services.AddRampart(options, names.Contains, LogDestination.Output);
        Readiness.Add(builder.Services, computes: names.Any(ServiceNames.Computes));
        return builder is WebApplicationBuilder web ? BuildWeb(web, options.Http) : ((HostApplicationBuilder)builder).Build();
    }

    static WebApplication BuildWeb(WebApplicationBuilder builder, HttpOptions http)
    {
        builder.Services.AddRoutingCore();
        builder.WebHost.UseKestrelCore().UseKestrelHttpsConfiguration().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            foreach (IWebService service in kestrel.ApplicationServices.GetServices<IWebService>())
            {
                service.Configure(kestrel);
            }
            Listen(kestrel, http);
        });
        WebApplication app = builder.Build();
        app.MapHealth();
        foreach (IWebService service in app.Services.GetServices<IWebService>())
        {
            service.Use(app);
        }
        return app;
    }

    static void Listen(KestrelServerOptions kestrel, HttpOptions http)
    {
        if (http.Host == "*")
        {
            kestrel.ListenAnyIP(http.Port);
        }
        else if (http.Host == "localhost")
        {
            kestrel.ListenLocalhost(http.Port);
        }
        else
        {
            kestrel.Listen(
                IPAddress.TryParse(http.Host, out IPAddress? address)
                    ? address
                    : throw new ConfigurationException($"Rampart:Http:Host is \"{http.Host}\", but must be *, localhost or an IP address."),
                http.Port);
        }
    }
}
