using Rampart.Hosting;

namespace Rampart.Notifications;

/// <summary>Whether notifications can be sent as the options say.</summary>
static class NotificationCheck
{
    const int ShortestKey = 32;

    /// <exception cref="ConfigurationException">Nothing says whom to tell, or how to sign, or the address is none that may be used.</exception>
    public static void ThrowIfUnusable(NotificationOptions options)
    {
        if (options.Url is not { } url)
        {
            throw new ConfigurationException("Nothing says where notifications are to be posted. Set Rampart__Notifications__Url.");
        }
        if (url.Scheme != Uri.UriSchemeHttps && !(options.AllowHttp && url.Scheme == Uri.UriSchemeHttp))
        {
            throw new ConfigurationException(
                $"{NotificationOptions.Section}:Url has the scheme {url.Scheme}, but must have https; Rampart__Notifications__AllowHttp=true allows http as well.");
        }
        if (url.UserInfo.Length > 0)
        {
            throw new ConfigurationException($"{NotificationOptions.Section}:Url carries user and password. Whoever receives notifications knows them by their signature.");
        }
        if (options.Key is not { Length: >= ShortestKey })
        {
            throw new ConfigurationException($"Notifications are signed with a key of {ShortestKey} characters at least. Set Rampart__Notifications__Key, for example to what `openssl rand -hex 32` prints.");
        }
    }
}
