// Stand-in for HuggingfaceHub 0.0.0-main: names from HFDownloader.cs.
using System.Threading.Tasks;

namespace HuggingfaceHub
{
    public static class HFDownloader
    {
        public static Task<string> DownloadFileAsync(string repoId, string filename, string subfolder = null, string revision = null, string cacheDir = null) => throw null;
        public static Task<string> DownloadSnapshotAsync(string repoId, string revision = null, string cacheDir = null, string token = null) => throw null;
        public static Task<object> GetModelInfoAsync(string repoId, string revision = null) => throw null;
    }
}
