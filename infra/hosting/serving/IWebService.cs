using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Rampart.Hosting;

/// <summary>A service that answers HTTP, on the port on which its process tells its health.</summary>
public interface IWebService
{
    /// <summary>Sets what the server has to hold for it, before it listens.</summary>
    void Configure(KestrelServerOptions kestrel);

    /// <summary>Adds its endpoints and what stands before them.</summary>
    void Use(WebApplication app);
}
