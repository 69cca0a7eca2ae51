List<String> fetchAll(Pages pages, List<String> paths, Semaphore permits) throws Exception {
    var results = new ArrayList<String>();
    for (var path : paths) {
        permits.acquire();
        try {
            results.add(pages.get(path));      // the loop itself waits, so one permit would do
        } catch (IOException e) {
            results.add("failed");
        } finally {
            permits.release();
        }
    }
    return results;
}
